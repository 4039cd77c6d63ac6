using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notifications;

/// <summary>Takes notifications away from their owner. What they told of is not touched.</summary>
public sealed class ClearNotifications(Db db)
{
    /// <summary>All that the owner has.</summary>
    public Task AllAsync(long ownerId, CancellationToken ct) => db.Notifications.Where(n => n.OwnerId == ownerId).ExecuteDeleteAsync(ct);

    /// <summary>One.</summary>
    /// <exception cref="RefusalException">The owner has no such notification.</exception>
    public async Task OneAsync(long ownerId, long notificationId, CancellationToken ct)
    {
        if (await db.Notifications.Where(n => n.OwnerId == ownerId && n.Id == notificationId).ExecuteDeleteAsync(ct) == 0)
            throw new RefusalException(Refusal.NotFound);
    }
}
