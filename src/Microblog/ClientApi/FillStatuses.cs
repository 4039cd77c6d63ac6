using Microblog.Actors;
using Microblog.Conversations;
using Microblog.Data;
using Microblog.Filters;
using Microblog.Notices;
using Microblog.Notices.Quotes;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Adds to the statuses of a page what is not in their rows: figures of their accounts, polls, attachments, emoji, what they quote, which
/// filters of the viewer are for them.</summary>
public sealed class FillStatuses(Db db, Shapes shapes, FillAccounts accounts, LocalUris uris, TimeProvider clock)
{
    /// <summary>Reads it for all of them at once, and for what they repeat.</summary>
    public async Task RunAsync(IReadOnlyCollection<Status> statuses, long? viewer, CancellationToken ct)
    {
        Status[] shown = [.. statuses, .. statuses.Select(s => s.Reblog).OfType<Status>()];
        Status[] all = [.. shown, .. await QuotedAsync(shown, viewer, ct)];
        await accounts.RunAsync([.. all.Select(s => s.Account)], ct);
        var parts = await NoticeParts.ReadAsync(db, [.. all.Select(s => s.Parts)], viewer, ct);
        foreach (var status in all)
            status.Fill(parts, uris.Base, clock.GetUtcNow());
        if (viewer is not { } reader || all.Length == 0)
            return;
        await MuteAsync(all, reader, ct);
        await FilterAsync(all, reader, ct);
    }

    private async Task MuteAsync(Status[] statuses, long reader, CancellationToken ct)
    {
        var muted = await db.InMutedConversationsAsync(reader, [.. statuses.Select(s => ApiText.RequiredId(s.Id)).Distinct()], ct);
        foreach (var status in statuses.Where(s => muted.Contains(ApiText.RequiredId(s.Id))))
            status.Mute();
    }

    private async Task FilterAsync(Status[] statuses, long reader, CancellationToken ct)
    {
        var filters = await FilterMatcher.ReadAsync(db, reader, clock.GetUtcNow(), ct);
        if (filters.IsEmpty)
            return;
        foreach (var status in statuses)
            status.Filter(filters, ApiText.Id(reader));
    }

    // Only what this viewer may read; what is quoted there is only named.
    private async Task<IReadOnlyList<Status>> QuotedAsync(Status[] statuses, long? viewer, CancellationToken ct)
    {
        var ids = statuses.Select(s => s.Quotes?.ShownId).OfType<long>().Distinct().ToArray();
        var quoted = ids.Length == 0
            ? []
            : await db.Notices.Where(n => ids.Contains(n.Id)).VisibleTo(viewer, clock.GetUtcNow()).As(shapes.Status).AsNoTracking().ToListAsync(ct);
        foreach (var status in quoted)
            status.Fill(status.Quotes is { } quote ? StatusQuote.Shallow(quote) : null);
        foreach (var status in statuses)
            status.Fill(status.Quotes is { } quote ? StatusQuote.Of(quote, quoted.Find(q => q.Id == IdOf(quote))) : null);
        return quoted;
    }

    private static string? IdOf(QuoteLine quote) => quote.ShownId is { } id ? ApiText.Id(id) : null;
}
