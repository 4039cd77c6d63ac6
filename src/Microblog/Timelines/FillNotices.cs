using Microblog.Accounts;
using Microblog.Data;
using Microblog.Notices;

namespace Microblog.Timelines;

/// <summary>Adds to the notices of a page what is not in their rows: polls, attachments, the pictures of emoji.</summary>
public sealed class FillNotices(Db db, Viewer viewer)
{
    /// <summary>Reads it for all of them at once, and for what they repeat.</summary>
    public async Task RunAsync(IReadOnlyCollection<NoticeView> notices, CancellationToken ct)
    {
        NoticeView[] all = [.. notices, .. notices.Select(n => n.Original).OfType<NoticeView>()];
        var asked = all
            .Select(n => new HasParts(n.Id, n.Author.Host, n.HasPoll, n.HasAttachments, [n.Html.Value, n.Summary]))
            .ToList();
        var parts = await NoticeParts.ReadAsync(db, asked, viewer.ActorId, ct);
        foreach (var notice in all)
            notice.Fill(parts);
    }
}
