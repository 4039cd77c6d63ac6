using Microblog.Actors;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations.Mutes;

/// <summary>Mutes someone for oneself: they stay followed, and are no longer seen on timelines.</summary>
public sealed class MuteActor(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>Longest that a mute may be asked to last before it ends of itself.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <summary>Mutes, or changes how.</summary>
    /// <param name="hidesNotifications">Also of their notifications nothing comes.</param>
    /// <param name="lasts">Null or nothing: until it is taken back.</param>
    /// <exception cref="RefusalException">One cannot mute oneself, or there is no such actor.</exception>
    public Task RunAsync(long muterId, long mutedId, bool hidesNotifications, TimeSpan? lasts, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => MuteAsync(muterId, mutedId, hidesNotifications, lasts, ct));

    private async Task MuteAsync(long muterId, long mutedId, bool hidesNotifications, TimeSpan? lasts, CancellationToken ct)
    {
        if (muterId == mutedId)
            throw new RefusalException(Refusal.CannotMuteYourself);
        if (!await db.Actors.AnyAsync(a => a.Id == mutedId && a.GoneAt == null && a.Id != InstanceActor.ActorId, ct))
            throw new RefusalException(Refusal.ActorNotFound);
        var mute = await db.Mutes.SingleOrDefaultAsync(m => m.MuterId == muterId && m.MutedId == mutedId, ct);
        if (mute is null)
            db.Mutes.Add(mute = new Mute { Id = ids.Next(), MuterId = muterId, MutedId = mutedId });
        mute.HidesNotifications = hidesNotifications;
        mute.EndsAt = lasts is { } time && time > TimeSpan.Zero ? clock.GetUtcNow() + (time < Longest ? time : Longest) : null;
        await db.SaveChangesAsync(ct);
    }
}
