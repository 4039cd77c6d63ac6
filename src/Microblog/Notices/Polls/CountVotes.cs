using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices.Polls;

/// <summary>Stores what somebody chose and counts it: a person here in any poll, a person elsewhere in one from here.</summary>
public sealed class CountVotes(Db db, JobQueue jobs, TimeProvider clock)
{
    /// <summary>How long votes are gathered before others are told the counts.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMinutes(3);

    /// <summary>Counts the choices that were not counted before, in the caller's transaction.</summary>
    /// <returns>How many were counted; none where the poll is over, or the voter has chosen all they may.</returns>
    public async Task<int> RunAsync(long noticeId, Actor voter, IReadOnlyDictionary<int, Uri> choices, bool mayAdd, CancellationToken ct)
    {
        // The row is locked first, so that nobody votes twice at once.
        var now = clock.GetUtcNow();
        var isOpen = await db.Polls
            .Where(p => p.NoticeId == noticeId && p.ClosedAt == null && (p.ClosesAt == null || p.ClosesAt > now))
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.VotersCount, x => x.VotersCount + 0), ct) > 0;
        if (!isOpen)
            return 0;

        var poll = await db.Polls.AsNoTracking().Include(p => p.Options).SingleAsync(p => p.NoticeId == noticeId, ct);
        var before = await db.PollVotes.Where(v => v.NoticeId == noticeId && v.ActorId == voter.Id).Select(v => v.Position).ToListAsync(ct);
        var offered = poll.Options.Select(o => o.Position).ToHashSet();
        var added = choices.Where(c => offered.Contains(c.Key) && !before.Contains(c.Key)).Take(poll.IsMultiple ? int.MaxValue : 1).ToList();
        if (added.Count == 0 || (before.Count > 0 && !(mayAdd && poll.IsMultiple)))
            return 0;

        await StoreAsync(poll, voter, added, isFirst: before.Count == 0, ct);
        return added.Count;
    }

    private async Task StoreAsync(Poll poll, Actor voter, List<KeyValuePair<int, Uri>> added, bool isFirst, CancellationToken ct)
    {
        foreach (var (position, uri) in added)
            db.PollVotes.Add(new PollVote { NoticeId = poll.NoticeId, ActorId = voter.Id, Position = position, Uri = uri });
        var positions = added.ConvertAll(c => c.Key);
        await db.PollOptions
            .Where(o => o.NoticeId == poll.NoticeId && positions.Contains(o.Position))
            .ExecuteUpdateAsync(o => o.SetProperty(x => x.VotesCount, x => x.VotesCount + 1), ct);
        if (isFirst)
        {
            await db.Polls.Where(p => p.NoticeId == poll.NoticeId)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.VotersCount, x => x.VotersCount + 1), ct);
        }

        var author = await db.Notices.Where(n => n.Id == poll.NoticeId).Select(n => new { n.AuthorId, n.Author!.Host }).SingleAsync(ct);
        if (author.Host.Length == 0)
            await jobs.RaiseOnceAsync(new PollCounted(poll.NoticeId, author.AuthorId, IsFinal: false), clock.GetUtcNow() + Gathering, ct);
    }
}
