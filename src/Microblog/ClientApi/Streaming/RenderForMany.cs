using Microblog.Data;
using Microblog.Filters;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi.Streaming;

/// <summary>Writes a status for many readers at once: those to whom it looks the same share what is written.</summary>
internal sealed class RenderForMany(Db db, StatusReader statuses, StreamJson json, TimeProvider clock)
{
    /// <summary>What each is sent. Whose filters leave it out is sent nothing.</summary>
    public async Task<IReadOnlyList<(Seat Seat, string Payload)>> RunAsync(StreamedNotice notice, IReadOnlyList<Seat> seats, CancellationToken ct)
    {
        if (seats.Count == 0)
            return [];
        var looks = await LooksAsync(notice, [.. seats.Select(s => s.ViewerId).Distinct()], ct);
        var written = new List<(Seat, string)>();
        foreach (var group in seats.GroupBy(s => looks[s.ViewerId] with { Context = ContextOf(s.Stream) }))
        {
            var shown = await statuses.ByIdAsync([notice.Id], group.First().ViewerId, group.Key.Context, ct);
            if (shown.Values.FirstOrDefault() is not { } status)
                continue;
            var payload = json.Write(status);
            written.AddRange(group.Select(seat => (seat, payload)));
        }

        return written;
    }

    private static FilterContexts ContextOf(StreamName stream) =>
        stream.Kind is StreamKind.User or StreamKind.List ? FilterContexts.Home : FilterContexts.Public;

    // Who has done something with it, filters, or reads what it quotes sees it as nobody else does.
    private async Task<IReadOnlyDictionary<long, Look>> LooksAsync(StreamedNotice notice, long[] viewers, CancellationToken ct)
    {
        var (id, now) = (notice.ShownId, clock.GetUtcNow());
        var shown = await db.Notices.Where(n => n.Id == id).Select(n => new { n.AuthorId, HasQuote = n.Quote != null }).SingleAsync(ct);
        var asked = await db.Actors
            .Where(a => viewers.Contains(a.Id))
            .Select(a => new
            {
                a.Id,
                Follows = db.Follows.Any(f => f.FollowerId == a.Id && f.FollowedId == shown.AuthorId && f.IsAccepted),
                IsAlone = a.Id == shown.AuthorId
                    || db.Likes.Any(l => l.NoticeId == id && l.ActorId == a.Id)
                    || db.Bookmarks.Any(b => b.NoticeId == id && b.ActorId == a.Id)
                    || db.Notices.Any(r => r.RepeatOfId == id && r.AuthorId == a.Id)
                    || db.PollVotes.Any(v => v.NoticeId == id && v.ActorId == a.Id)
                    || db.ConversationMutes.Any(m => m.OwnerId == a.Id)
                    || db.Filters.Any(f => f.OwnerId == a.Id && (f.EndsAt == null || f.EndsAt > now)),
            })
            .ToListAsync(ct);
        return asked.ToDictionary(a => a.Id, a => new Look(a.Follows, a.IsAlone || shown.HasQuote ? a.Id : null, FilterContexts.None));
    }

    /// <summary>What a status looks like by: the same look, the same JSON.</summary>
    private sealed record Look(bool Follows, long? Alone, FilterContexts Context);
}
