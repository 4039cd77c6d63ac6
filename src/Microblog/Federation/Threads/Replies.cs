using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Threads;

/// <summary>Fetches the answers to a notice that its server lists, and the answers to those.</summary>
/// <remarks>Bounded in depth, pages and notes, whatever the other servers claim: security catalogue §6, §7-34.</remarks>
public sealed class Replies(Db db, PeerDocuments documents, RemoteNotices notices)
{
    private const int MostNotes = 40;
    private const int MostPages = 5;
    private const int Deepest = 3;

    /// <summary>Fetches what we do not have. What cannot be had is left out.</summary>
    public async Task FetchAsync(Notice root, CancellationToken ct)
    {
        var waiting = new Queue<(Notice Notice, int Depth)>([(root, 0)]);
        var left = MostNotes;
        while (left > 0 && waiting.TryDequeue(out var next))
        {
            foreach (var id in await ListedAsync(next.Notice, left, ct))
            {
                left--;
                if (await AnswerAsync(id, next.Notice.Uri, ct) is { } answer && next.Depth + 1 < Deepest)
                    waiting.Enqueue((answer, next.Depth + 1));
            }
        }
    }

    private async Task<Notice?> AnswerAsync(Uri id, Uri answered, CancellationToken ct)
    {
        try
        {
            return await notices.FindAsync(id, answered, ct);
        }
        catch (DocumentUnavailableException)
        {
            return null;
        }
    }

    /// <summary>The ids that the notice's own server lists and we do not have.</summary>
    private async Task<List<Uri>> ListedAsync(Notice notice, int most, CancellationToken ct)
    {
        if (notice.RepliesUri is not { } collection || !Origin.Same(collection, notice.Uri))
            return [];
        var listed = new List<Uri>();
        try
        {
            await foreach (var page in documents.PagesAsync(collection, MostPages, ct))
                listed.AddRange(page.Items.Select(i => i.Id));
        }
        catch (DocumentUnavailableException)
        {
            // What was read of it before counts.
        }

        var ids = listed.Distinct(Ids.Comparer).Take(Protocols.ActivityPub.Limits.CollectionItems).ToList();
        var known = await db.Notices.Where(n => ids.Contains(n.Uri)).Select(n => n.Uri).ToListAsync(ct);
        return [.. ids.Except(known, Ids.Comparer).Take(most)];
    }
}
