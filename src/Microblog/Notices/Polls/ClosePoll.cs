using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices.Polls;

/// <summary>Ends a poll when its time has come, and has everybody told what came of it.</summary>
public sealed class ClosePoll(Db db, JobQueue jobs, TimeProvider clock) : IHandle<PollDue>
{
    public async Task<Outcome> HandleAsync(PollDue fact, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var poll = await db.Polls.SingleOrDefaultAsync(p => p.NoticeId == fact.NoticeId, ct);
        if (poll is null || poll.ClosedAt is not null)
            return Outcome.Ignored("it is over already, or was deleted");
        var author = await db.Notices.Where(n => n.Id == fact.NoticeId).Select(n => new { Id = n.AuthorId, IsLocal = n.Author!.Host == "" }).SingleAsync(ct);
        if (poll.ClosesAt > now)
            return await PutOffAsync(poll, author.IsLocal, ct);

        poll.ClosedAt = poll.ClosesAt ?? now;
        if (author.IsLocal)
            jobs.Raise(new PollCounted(fact.NoticeId, author.Id, IsFinal: true));
        else
            jobs.Raise(new PollOver(fact.NoticeId));
        await db.SaveChangesAsync(ct);
        return Outcome.Done;
    }

    // Who edits a poll here raises its new end with the edit.
    private async Task<Outcome> PutOffAsync(Poll poll, bool isLocal, CancellationToken ct)
    {
        if (!isLocal && poll.ClosesAt is { } end)
        {
            await jobs.RaiseOnceAsync(new PollDue(poll.NoticeId, end), end + PollDue.LastCounts, ct);
            await db.SaveChangesAsync(ct);
        }

        return Outcome.Ignored("its end was put off");
    }
}
