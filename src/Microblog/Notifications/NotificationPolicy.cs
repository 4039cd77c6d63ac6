using Microblog.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Notifications;

/// <summary>What becomes of notifications of those whom a person does not know. One row for each who has said something of it.</summary>
/// <remarks>Source: Mastodon API documentation, entity NotificationPolicy.</remarks>
public sealed class NotificationPolicy
{
    public required long OwnerId { get; init; }
    public Actor? Owner { get; init; }

    /// <summary>Of those whom the owner does not follow.</summary>
    public NotificationTreatment NotFollowed { get; set; }

    /// <summary>Of those who do not follow the owner, or not for three days yet.</summary>
    public NotificationTreatment NotFollowing { get; set; }

    /// <summary>Of those who are here, or known here, for less than thirty days.</summary>
    public NotificationTreatment NewAccounts { get; set; }

    /// <summary>Of what is said to the owner alone and answers nothing of the owner's.</summary>
    public NotificationTreatment PrivateMentions { get; set; } = NotificationTreatment.Hold;

    /// <summary>Of those whose server is silenced here.</summary>
    public NotificationTreatment SilencedServers { get; set; } = NotificationTreatment.Hold;
}

/// <summary>What becomes of a notification; the stricter is the greater.</summary>
public enum NotificationTreatment
{
    Accept = 0,

    /// <summary>It is kept apart, until the owner says that its sender may tell them of things.</summary>
    Hold = 1,

    /// <summary>Nothing is kept of it.</summary>
    Drop = 2,
}

/// <summary>Somebody whose notifications the owner wants, whatever the policy.</summary>
public sealed class NotificationPermission
{
    public required long OwnerId { get; init; }
    public Actor? Owner { get; init; }
    public required long FromId { get; init; }
    public Actor? From { get; init; }
}

internal sealed class NotificationPolicyTable : IEntityTypeConfiguration<NotificationPolicy>
{
    public void Configure(EntityTypeBuilder<NotificationPolicy> builder)
    {
        builder.ToTable("NotificationPolicies");
        builder.HasKey(p => p.OwnerId);
        builder.HasOne(p => p.Owner).WithMany().HasForeignKey(p => p.OwnerId);
    }
}

internal sealed class NotificationPermissionTable : IEntityTypeConfiguration<NotificationPermission>
{
    public void Configure(EntityTypeBuilder<NotificationPermission> builder)
    {
        builder.ToTable("NotificationPermissions");
        builder.HasKey(p => new { p.OwnerId, p.FromId });
        builder.HasIndex(p => p.FromId);
        builder.HasOne(p => p.Owner).WithMany().HasForeignKey(p => p.OwnerId);
        builder.HasOne(p => p.From).WithMany().HasForeignKey(p => p.FromId);
    }
}
