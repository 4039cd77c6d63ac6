using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices.Polls;

/// <summary>Ends a poll from here when its time has come, and has everybody told what came of it.</summary>
public sealed class ClosePoll(Db db, JobQueue jobs, TimeProvider clock) : IHandle<PollDue>
{
    public async Task<Outcome> HandleAsync(PollDue fact, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var poll = await db.Polls.SingleOrDefaultAsync(p => p.NoticeId == fact.NoticeId, ct);
        if (poll is null || poll.ClosedAt is not null)
            return Outcome.Ignored("it is over already, or was deleted");
        if (poll.ClosesAt > now)
            return Outcome.Ignored("its end was put off");

        poll.ClosedAt = poll.ClosesAt ?? now;
        var author = await db.Notices.Where(n => n.Id == fact.NoticeId).Select(n => n.AuthorId).SingleAsync(ct);
        jobs.Raise(new PollCounted(fact.NoticeId, author, IsFinal: true));
        await db.SaveChangesAsync(ct);
        return Outcome.Done;
    }
}
