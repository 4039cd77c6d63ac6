using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Moderation;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notifications;

/// <summary>Says what becomes of notifications of one sender, by the policies of those who would be told.</summary>
public sealed class JudgeNotifications(Db db, TimeProvider clock)
{
    private static readonly TimeSpan FollowingSince = TimeSpan.FromDays(3);
    private static readonly TimeSpan NewFor = TimeSpan.FromDays(30);

    /// <summary>The treatment for each who would be told.</summary>
    /// <param name="owners">Whom it concerns.</param>
    /// <param name="noticeId">What it is about; null for no notice.</param>
    public async Task<IReadOnlyDictionary<long, NotificationTreatment>> RunAsync(
        NotificationKind kind, long fromId, long? noticeId, IReadOnlyCollection<long> owners, CancellationToken ct)
    {
        // What one asked for is no stranger's knocking: notices of whom one wants to hear, polls and edits.
        if (kind is NotificationKind.Notice or NotificationKind.Poll or NotificationKind.Edit)
            return owners.ToDictionary(o => o, _ => NotificationTreatment.Accept);

        var now = clock.GetUtcNow();
        var silenced = Block.SilencesAt(now);
        var sender = await db.Actors
            .Where(a => a.Id == fromId)
            .Select(a => new { a.CreatedAt, IsSilenced = a.HostStanding == HostStanding.Silenced || a.Blocks.AsQueryable().Any(silenced), IsStaff = a.Account != null && a.Account.Role >= Role.Moderator })
            .SingleAsync(ct);
        if (sender.IsStaff)
            return owners.ToDictionary(o => o, _ => NotificationTreatment.Accept);
        var (longEnough, notNew) = (now - FollowingSince, now - NewFor);
        var policies = await db.NotificationPolicies.Where(p => owners.Contains(p.OwnerId)).AsNoTracking().ToDictionaryAsync(p => p.OwnerId, ct);
        var permitted = await db.NotificationPermissions.Where(p => owners.Contains(p.OwnerId) && p.FromId == fromId).Select(p => p.OwnerId).ToListAsync(ct);
        var followed = await db.Follows.Where(f => owners.Contains(f.FollowerId) && f.FollowedId == fromId && f.IsAccepted).Select(f => f.FollowerId).ToListAsync(ct);
        var following = await db.Follows
            .Where(f => f.FollowerId == fromId && owners.Contains(f.FollowedId) && f.IsAccepted && f.CreatedAt < longEnough)
            .Select(f => f.FollowedId)
            .ToListAsync(ct);
        var answered = await AnsweredInPrivateAsync(kind == NotificationKind.Mention ? noticeId : null, ct);
        return owners.ToDictionary(owner => owner, owner =>
        {
            var policy = policies.GetValueOrDefault(owner) ?? new NotificationPolicy { OwnerId = owner };
            var (isFollowed, isFollowing) = (followed.Contains(owner), following.Contains(owner));
            if (permitted.Contains(owner))
                return NotificationTreatment.Accept;
            return new[]
            {
                isFollowed ? NotificationTreatment.Accept : policy.NotFollowed,
                isFollowing ? NotificationTreatment.Accept : policy.NotFollowing,
                isFollowed || sender.CreatedAt < notNew ? NotificationTreatment.Accept : policy.NewAccounts,
                isFollowed || !answered.IsPrivate || answered.Whom == owner ? NotificationTreatment.Accept : policy.PrivateMentions,
                isFollowed || !sender.IsSilenced ? NotificationTreatment.Accept : policy.SilencedServers,
            }.Max();
        });
    }

    private async Task<Answered> AnsweredInPrivateAsync(long? noticeId, CancellationToken ct) => noticeId is null
        ? new(false, null)
        : await db.Notices
            .Where(n => n.Id == noticeId)
            .Select(n => new Answered(n.Visibility == Visibility.Direct, n.InReplyTo == null ? null : n.InReplyTo.AuthorId))
            .SingleOrDefaultAsync(ct) ?? new(false, null);

    private sealed record Answered(bool IsPrivate, long? Whom);
}
