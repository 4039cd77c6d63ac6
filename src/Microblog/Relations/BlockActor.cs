using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations;

/// <summary>Blocks someone for oneself: follows end both ways, and neither sees nor reaches the other from then on.</summary>
public sealed class BlockActor(Db db, JobQueue jobs, EndFollow end, LocalUris uris, KeepBlock keep)
{
    /// <summary>Does nothing when the block is there already.</summary>
    /// <exception cref="RefusalException">One cannot block oneself, or there is no such actor.</exception>
    public Task RunAsync(long blockerId, long blockedId, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => db.InOneTransactionAsync(() => BlockAsync(blockerId, blockedId, ct), ct));

    private async Task BlockAsync(long blockerId, long blockedId, CancellationToken ct)
    {
        if (blockerId == blockedId)
            throw new RefusalException(Refusal.CannotBlockYourself);
        var blocked = await db.Actors.SingleOrDefaultAsync(a => a.Id == blockedId && a.GoneAt == null && a.Id != InstanceActor.ActorId, ct)
            ?? throw new RefusalException(Refusal.ActorNotFound);
        if (await db.PersonalBlocks.AnyAsync(b => b.BlockerId == blockerId && b.BlockedId == blockedId, ct))
            return;

        await end.BothWaysAsync(blockerId, blockedId, ct);
        var block = keep.Add(blockerId, blockedId, uris.PersonalBlock);
        if (!blocked.IsLocal)
            jobs.Raise(new PersonalBlockMade(block.Id, blockerId, blockedId));
        await db.SaveChangesAsync(ct);
    }
}
