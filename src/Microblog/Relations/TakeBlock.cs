using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations;

/// <summary>Someone elsewhere blocks someone here: follows end both ways, and nothing of either goes to the other any more.</summary>
public sealed class TakeBlock(Db db, EndFollow end, KeepBlock keep)
{
    /// <summary>Stores the block; one that is there already takes the newer address.</summary>
    /// <param name="blockUri">The id by which the blocker's server will undo it.</param>
    public Task RunAsync(long blockerId, long blockedId, Uri blockUri, CancellationToken ct) =>
        db.InOneTransactionAsync(
            async () =>
            {
                await end.BothWaysAsync(blockerId, blockedId, ct);
                var block = await db.PersonalBlocks.SingleOrDefaultAsync(b => b.BlockerId == blockerId && b.BlockedId == blockedId, ct)
                    ?? keep.Add(blockerId, blockedId, _ => blockUri);
                block.Uri = blockUri;
                await db.SaveChangesAsync(ct);
            },
            ct);
}
