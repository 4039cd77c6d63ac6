using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices.Polls;

/// <summary>Ends a poll from here when its time has come, and has everybody told that it, or one from elsewhere, is over.</summary>
public sealed class ClosePoll(Db db, JobQueue jobs, TimeProvider clock) : IHandle<PollDue>
{
    public async Task<Outcome> HandleAsync(PollDue fact, CancellationToken ct)
    {
        if (await db.Polls.SingleOrDefaultAsync(p => p.NoticeId == fact.NoticeId, ct) is not { } poll)
            return Outcome.Ignored("it was deleted");
        var author = await db.Notices.Where(n => n.Id == fact.NoticeId).Select(n => new { Id = n.AuthorId, IsLocal = n.Author!.Host == "" }).SingleAsync(ct);
        return author.IsLocal ? await CloseAsync(poll, author.Id, ct) : await TellAsync(poll, ct);
    }

    private async Task<Outcome> CloseAsync(Poll poll, long authorId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (poll.ClosedAt is not null)
            return Outcome.Ignored("it is over already");
        if (poll.ClosesAt > now)
            return Outcome.Ignored("its end was put off");

        poll.ClosedAt = poll.ClosesAt ?? now;
        jobs.Raise(new PollCounted(poll.NoticeId, authorId, IsFinal: true));
        await db.SaveChangesAsync(ct);
        return Outcome.Done;
    }

    // Its own server ends it, and may have said so before we look. What was put off there is looked at again at its new end.
    private async Task<Outcome> TellAsync(Poll poll, CancellationToken ct)
    {
        if (poll.IsOverAt(clock.GetUtcNow()))
            jobs.Raise(new PollOver(poll.NoticeId));
        else if (poll.ClosesAt is { } end)
            await jobs.RaiseOnceAsync(new PollDue(poll.NoticeId, end), end + PollDue.LastCounts, ct);
        else
            return Outcome.Ignored("it has no end any more");
        await db.SaveChangesAsync(ct);
        return Outcome.Done;
    }
}
