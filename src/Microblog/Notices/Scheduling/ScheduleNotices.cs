using System.Text.Json;
using Microblog.Accounts;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Media;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices.Scheduling;

/// <summary>Keeps notices until it is time to post them.</summary>
public sealed class ScheduleNotices(Db db, JobQueue jobs, WriteText write, MayPost mayPost, Snowflake ids, TimeProvider clock)
{
    /// <summary>Keeps a notice.</summary>
    /// <exception cref="RefusalException">It is empty or too long, too soon, there are too many, the author may not post, or one of its files is not there or not ready.</exception>
    public async Task<ScheduledNotice> AddAsync(long ownerId, Draft draft, DateTimeOffset dueAt, CancellationToken ct)
    {
        await mayPost.RequireAsync(ownerId, ct);
        dueAt = RequireTime(dueAt);
        write.Require(draft);
        if (await db.ScheduledNotices.CountAsync(s => s.OwnerId == ownerId, ct) >= ScheduledNotice.MostPerOwner)
            throw new RefusalException(Refusal.TooManyScheduled);
        var files = await db.ReadMediaAsync(ownerId, noticeId: null, draft.MediaIds, draft.MediaChanges, ct);
        var scheduled = new ScheduledNotice { Id = ids.Next(), OwnerId = ownerId, DueAt = dueAt, Draft = JsonSerializer.Serialize(draft) };
        foreach (var (position, file) in files.Index())
            scheduled.Files.Add(new ScheduledFile { ScheduledId = scheduled.Id, UploadId = file.Id, Position = position });
        db.ScheduledNotices.Add(scheduled);
        jobs.RaiseAt(new ScheduledDue(scheduled.Id, dueAt), dueAt);
        await db.SaveChangesAsync(ct);
        return scheduled;
    }

    /// <summary>Puts a notice off, or brings it forward.</summary>
    /// <exception cref="RefusalException">There is none of that id of this owner's, or the time is too soon.</exception>
    public async Task<ScheduledNotice> MoveAsync(long ownerId, long scheduledId, DateTimeOffset dueAt, CancellationToken ct)
    {
        var scheduled = await RequireAsync(ownerId, scheduledId, ct);
        dueAt = RequireTime(dueAt);
        (scheduled.DueAt, scheduled.Problem) = (dueAt, null);
        jobs.RaiseAt(new ScheduledDue(scheduled.Id, dueAt), dueAt);
        await db.SaveChangesAsync(ct);
        return scheduled;
    }

    /// <summary>Lets a notice never be posted.</summary>
    /// <exception cref="RefusalException">There is none of that id of this owner's.</exception>
    public async Task CancelAsync(long ownerId, long scheduledId, CancellationToken ct)
    {
        db.ScheduledNotices.Remove(await RequireAsync(ownerId, scheduledId, ct));
        await db.SaveChangesAsync(ct);
    }

    /// <summary>The notice.</summary>
    /// <exception cref="RefusalException">There is none of that id of this owner's.</exception>
    public async Task<ScheduledNotice> RequireAsync(long ownerId, long scheduledId, CancellationToken ct) =>
        await db.ScheduledNotices.SingleOrDefaultAsync(s => s.Id == scheduledId && s.OwnerId == ownerId, ct) ?? throw new RefusalException(Refusal.NotFound);

    // To the millisecond, as it is stored: the fact must name the same time.
    private DateTimeOffset RequireTime(DateTimeOffset dueAt) => dueAt < clock.GetUtcNow() + ScheduledNotice.Soonest
        ? throw new RefusalException(Refusal.TooSoon)
        : DateTimeOffset.FromUnixTimeMilliseconds(dueAt.ToUnixTimeMilliseconds());
}
