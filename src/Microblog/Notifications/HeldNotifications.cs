using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notifications;

/// <summary>Notifications that the policy of their owner keeps apart, by their senders.</summary>
public sealed class HeldNotifications(Db db, TimeProvider clock)
{
    /// <summary>The senders of whom something is kept apart, by the newest of each.</summary>
    public IQueryable<HeldSender> Of(long ownerId) => db.Notifications.ThatStandFor(db, ownerId, clock.GetUtcNow())
        .Where(n => n.IsHeld)
        .GroupBy(n => n.FromId)
        .Select(g => new HeldSender
        {
            FromId = g.Key,
            Count = g.Count(),
            OldestId = g.Min(n => n.Id),
            NewestId = g.Max(n => n.Id),
            LastNoticeId = g.Max(n => n.NoticeId),
        });

    /// <summary>Whoever these are, the owner wants to be told of what they do: of what is kept apart, and from now on.</summary>
    public Task AcceptAsync(long ownerId, IReadOnlyCollection<long> senders, CancellationToken ct) => db.AgainIfOvertakenAsync(() => db.InOneTransactionAsync(
        async () =>
        {
            var held = await Held(ownerId, senders).Select(n => n.FromId).Distinct().ToListAsync(ct);
            var permitted = await db.NotificationPermissions.Where(p => p.OwnerId == ownerId && held.Contains(p.FromId)).Select(p => p.FromId).ToListAsync(ct);
            db.NotificationPermissions.AddRange(held.Except(permitted).Select(from => new NotificationPermission { OwnerId = ownerId, FromId = from }));
            await db.SaveChangesAsync(ct);
            await Held(ownerId, senders).ExecuteUpdateAsync(n => n.SetProperty(x => x.IsHeld, false), ct);
        },
        ct));

    /// <summary>Forgets what is kept apart of these. What they do next is kept apart again.</summary>
    public Task DismissAsync(long ownerId, IReadOnlyCollection<long> senders, CancellationToken ct) =>
        db.InOneTransactionAsync(() => Held(ownerId, senders).ExecuteDeleteAsync(ct), ct);

    /// <summary>The owner's policy; the usual one where nothing was said.</summary>
    public async Task<NotificationPolicy> PolicyOfAsync(long ownerId, CancellationToken ct) =>
        await db.NotificationPolicies.AsNoTracking().SingleOrDefaultAsync(p => p.OwnerId == ownerId, ct) ?? new NotificationPolicy { OwnerId = ownerId };

    /// <summary>Changes the owner's policy. It holds for what comes from now on.</summary>
    public Task ChangePolicyAsync(long ownerId, Action<NotificationPolicy> change, CancellationToken ct) => db.AgainIfOvertakenAsync(async () =>
    {
        var policy = await db.NotificationPolicies.SingleOrDefaultAsync(p => p.OwnerId == ownerId, ct);
        if (policy is null)
            db.NotificationPolicies.Add(policy = new NotificationPolicy { OwnerId = ownerId });
        change(policy);
        await db.SaveChangesAsync(ct);
    });

    private IQueryable<Notification> Held(long ownerId, IReadOnlyCollection<long> senders) =>
        db.Notifications.Where(n => n.OwnerId == ownerId && n.IsHeld && senders.Contains(n.FromId));
}

/// <summary>Somebody of whom something is kept apart.</summary>
public sealed class HeldSender
{
    public required long FromId { get; init; }
    public required int Count { get; init; }
    public required long OldestId { get; init; }
    public required long NewestId { get; init; }

    /// <summary>The newest notice among what it is about; null for none.</summary>
    public required long? LastNoticeId { get; init; }
}
