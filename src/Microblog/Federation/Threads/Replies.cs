using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Threads;

/// <summary>Fetches the answers to a notice that its server lists, and the answers to those, and to those that we have.</summary>
/// <remarks>Bounded in depth, pages, notes and notices asked about, whatever the other servers claim: security catalogue §6, §7-34.</remarks>
public sealed class Replies(Db db, PeerDocuments documents, RemoteNotices notices)
{
    private const int MostNotes = 40;
    private const int MostPages = 5;
    private const int Deepest = 3;

    /// <summary>How many notices of a conversation are looked below, the first one included.</summary>
    private const int MostWalked = 40;

    /// <summary>Fetches what we do not have. What cannot be had is left out.</summary>
    public async Task FetchAsync(Notice root, CancellationToken ct)
    {
        var waiting = new Queue<(Notice Notice, int Depth)>([(root, 0)]);
        var left = MostNotes;
        for (var walked = 0; walked < MostWalked && left > 0 && waiting.TryDequeue(out var next); walked++)
        {
            var fetched = new List<long>();
            foreach (var id in await ListedAsync(next.Notice, left, ct))
            {
                left--;
                if (await AnswerAsync(id, next.Notice.Uri, ct) is { } answer)
                    fetched.Add(answer.Id);
            }

            if (next.Depth + 1 == Deepest)
                continue;
            foreach (var answer in await KnownAsync(next.Notice.Id, fetched, ct))
                waiting.Enqueue((answer, next.Depth + 1));
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

    // Also those that came long ago, or are from here: what is below them may have missed us. What is new first, as nobody has looked below it yet.
    private Task<List<Notice>> KnownAsync(long noticeId, List<long> fetched, CancellationToken ct) => db.Notices
        .AsNoTracking()
        .Where(n => n.InReplyToId == noticeId && n.Visibility <= Visibility.Unlisted && n.RepeatOfId == null)
        .OrderBy(n => fetched.Contains(n.Id) ? 0 : 1)
        .ThenByDescending(n => n.Id)
        .Take(MostWalked)
        .ToListAsync(ct);

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
