using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices.Polls;

/// <summary>Votes in a poll, once.</summary>
public sealed class Vote(Db db, JobQueue jobs, CountVotes count, VoteIds voteIds, TimeProvider clock)
{
    /// <summary>Stores and counts the vote, and raises what tells the poll's author, together.</summary>
    /// <param name="positions">What is chosen, each from 0.</param>
    /// <exception cref="RefusalException">
    /// The voter cannot see such a poll, wrote it, or has voted; it is over; or that cannot be chosen.
    /// </exception>
    public Task RunAsync(long voterId, long noticeId, IReadOnlyCollection<int> positions, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => VoteAsync(voterId, noticeId, positions.Distinct().Order().ToList(), ct));

    private async Task VoteAsync(long voterId, long noticeId, List<int> positions, CancellationToken ct)
    {
        var notice = await db.Notices
            .Where(n => n.Id == noticeId && n.Poll != null)
            .VisibleTo(voterId, clock.GetUtcNow())
            .As(n => new { n.AuthorId, IsLocal = n.Author!.Host == "" })
            .SingleOrDefaultAsync(ct) ?? throw new RefusalException(Refusal.NotFound);
        if (notice.AuthorId == voterId)
            throw new RefusalException(Refusal.PollIsYours);

        var poll = (await PollView.ReadAsync(db, [noticeId], voterId, ct))[noticeId];
        Check(poll, positions);
        var voter = await db.Actors.SingleAsync(a => a.Id == voterId, ct);
        await db.InOneTransactionAsync(
            async () =>
            {
                var choices = positions.ToDictionary(p => p, _ => voteIds.Next(voterId));
                if (await count.RunAsync(noticeId, voter, choices, mayAdd: false, ct) == 0)
                    throw new RefusalException(Refusal.HasVoted);
                if (!notice.IsLocal)
                    await TellAuthorAsync(new VoteCast(noticeId, voterId, positions), poll, ct);
                await db.SaveChangesAsync(ct);
            },
            ct);
    }

    // Whoever voted is told when it is over. Nobody may say so to us, so we look at the clock.
    private async Task TellAuthorAsync(VoteCast vote, PollView poll, CancellationToken ct)
    {
        jobs.Raise(vote);
        if (poll.ClosesAt is { } end)
            await jobs.RaiseOnceAsync(new PollDue(vote.NoticeId, end), end + PollDue.LastCounts, ct);
    }

    private void Check(PollView poll, List<int> positions)
    {
        if (poll.IsOverAt(clock.GetUtcNow()))
            throw new RefusalException(Refusal.PollIsOver);
        if (poll.HasVoted)
            throw new RefusalException(Refusal.HasVoted);
        if (positions.Count == 0 || (positions.Count > 1 && !poll.IsMultiple) || positions.Exists(p => poll.Choices.All(c => c.Position != p)))
            throw new RefusalException(Refusal.ChoiceNotUnderstood);
    }
}

/// <summary>Makes the ids of votes that people here cast.</summary>
public sealed class VoteIds(LocalUris uris, Snowflake ids)
{
    public Uri Next(long voterId) => uris.Vote(voterId, ids.Next());
}
