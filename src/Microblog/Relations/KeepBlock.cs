using Microblog.Data;

namespace Microblog.Relations;

/// <summary>Writes the row of a personal block; saving it is the caller's.</summary>
public sealed class KeepBlock(Db db, Snowflake ids, TimeProvider clock)
{
    /// <summary>Adds the block to what the caller saves.</summary>
    /// <param name="uriOf">The block's own address, from its number.</param>
    public PersonalBlock Add(long blockerId, long blockedId, Func<long, Uri> uriOf)
    {
        var id = ids.Next();
        var block = new PersonalBlock
        {
            Id = id,
            BlockerId = blockerId,
            BlockedId = blockedId,
            Uri = uriOf(id),
            CreatedAt = clock.GetUtcNow(),
        };
        db.PersonalBlocks.Add(block);
        return block;
    }
}
