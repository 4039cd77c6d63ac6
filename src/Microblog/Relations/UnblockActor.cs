using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations;

/// <summary>Ends one's own block of someone. Follows that it ended stay ended.</summary>
public sealed class UnblockActor(Db db, JobQueue jobs)
{
    /// <summary>Does nothing when there is no such block.</summary>
    public Task RunAsync(long blockerId, long blockedId, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => UnblockAsync(blockerId, blockedId, ct));

    private async Task UnblockAsync(long blockerId, long blockedId, CancellationToken ct)
    {
        var block = await db.PersonalBlocks
            .Include(b => b.Blocked)
            .SingleOrDefaultAsync(b => b.BlockerId == blockerId && b.BlockedId == blockedId, ct);
        if (block is null)
            return;

        db.PersonalBlocks.Remove(block);
        if (!block.Blocked!.IsLocal)
            jobs.Raise(new PersonalBlockEnded(block.Uri, blockerId, blockedId));
        await db.SaveChangesAsync(ct);
    }
}
