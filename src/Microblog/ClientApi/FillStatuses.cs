using Microblog.Data;
using Microblog.Notices;

namespace Microblog.ClientApi;

/// <summary>Adds to the statuses of a page what is not in their rows: figures of their accounts, polls, attachments, emoji.</summary>
public sealed class FillStatuses(Db db, FillAccounts accounts, TimeProvider clock)
{
    /// <summary>Reads it for all of them at once, and for what they repeat.</summary>
    public async Task RunAsync(IReadOnlyCollection<Status> statuses, long? viewer, CancellationToken ct)
    {
        Status[] all = [.. statuses, .. statuses.Select(s => s.Reblog).OfType<Status>()];
        await accounts.RunAsync([.. all.Select(s => s.Account)], ct);
        var parts = await NoticeParts.ReadAsync(db, [.. all.Select(s => s.Parts)], viewer, ct);
        foreach (var status in all)
            status.Fill(parts, clock.GetUtcNow());
    }
}
