using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notifications;

/// <summary>Takes notifications away from their owner. What they told of is not touched.</summary>
public sealed class ClearNotifications(Db db)
{
    /// <summary>All that the owner has.</summary>
    public Task AllAsync(long ownerId, CancellationToken ct) => SomeAsync(ownerId, own => own, ct);

    /// <summary>One.</summary>
    /// <exception cref="RefusalException">The owner has no such notification.</exception>
    public async Task OneAsync(long ownerId, long notificationId, CancellationToken ct)
    {
        if (await SomeAsync(ownerId, own => own.Where(n => n.Id == notificationId), ct) == 0)
            throw new RefusalException(Refusal.NotFound);
    }

    /// <summary>Those that are chosen of the owner's.</summary>
    /// <returns>How many they were.</returns>
    public async Task<int> SomeAsync(long ownerId, Func<IQueryable<Notification>, IQueryable<Notification>> choose, CancellationToken ct)
    {
        var cleared = 0;
        await db.InOneTransactionAsync(
            async () => cleared = await choose(db.Notifications.Where(n => n.OwnerId == ownerId)).ExecuteDeleteAsync(ct), ct);
        return cleared;
    }
}
