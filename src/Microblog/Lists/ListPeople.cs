using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Lists;

/// <summary>Puts people on one's lists and takes them off.</summary>
public sealed class ListPeople(Db db, OwnLists lists, Snowflake ids)
{
    /// <summary>Adds those who are not on it yet: all or none.</summary>
    /// <exception cref="RefusalException">There is no such list of this owner's, the owner does not follow one of them, or they are too many.</exception>
    public Task AddAsync(long ownerId, long listId, IReadOnlyCollection<long> actorIds, CancellationToken ct) => db.AgainIfOvertakenAsync(async () =>
    {
        await lists.RequireAsync(ownerId, listId, ct);
        if (await db.Follows.CountAsync(f => f.FollowerId == ownerId && actorIds.Contains(f.FollowedId), ct) != actorIds.Count)
            throw new RefusalException(Refusal.NotFollowed);
        var before = await db.ListMembers.Where(m => m.ListId == listId).Select(m => m.ActorId).ToListAsync(ct);
        var added = actorIds.Except(before).ToArray();
        if (before.Count + added.Length > PersonList.MostMembers)
            throw new RefusalException(Refusal.TooManyOnList);
        db.ListMembers.AddRange(added.Select(id => new ListMember { ListId = listId, ActorId = id, Place = ids.Next() }));
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Takes them off; who is not on it is left.</summary>
    /// <exception cref="RefusalException">There is no such list of this owner's.</exception>
    public async Task RemoveAsync(long ownerId, long listId, IReadOnlyCollection<long> actorIds, CancellationToken ct)
    {
        await lists.RequireAsync(ownerId, listId, ct);
        await db.InOneTransactionAsync(
            () => db.ListMembers.Where(m => m.ListId == listId && actorIds.Contains(m.ActorId)).ExecuteDeleteAsync(ct), ct);
    }
}
