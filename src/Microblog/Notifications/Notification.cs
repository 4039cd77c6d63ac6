using Microblog.Actors;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Notifications;

/// <summary>Something that somebody did, of which a person here is told.</summary>
/// <remarks>Source: Mastodon API documentation, Notification. It is shown only while what it tells of stands.</remarks>
public sealed class Notification
{
    /// <summary>Grows with time, which it also tells: the newest comes first.</summary>
    public required long Id { get; init; }

    public required long OwnerId { get; init; }
    public Actor? Owner { get; init; }
    public required NotificationKind Kind { get; init; }

    /// <summary>Who did it.</summary>
    public required long FromId { get; init; }

    public Actor? From { get; init; }

    /// <summary>What it is about; of a repeat the repeat itself, so that it goes with it. Null where it is about no notice.</summary>
    public required long? NoticeId { get; init; }

    public Notice? Notice { get; init; }

    /// <summary>The owner's policy keeps it apart; see <see cref="NotificationPolicy"/>.</summary>
    public bool IsHeld { get; set; }
}

/// <summary>What somebody did. The numbers are stored.</summary>
public enum NotificationKind
{
    /// <summary>They named the owner, or answered them.</summary>
    Mention = 1,

    /// <summary>They posted something, and the owner asked to be told.</summary>
    Notice = 2,

    /// <summary>They repeated a notice of the owner's.</summary>
    Repeat = 3,

    /// <summary>They like a notice of the owner's.</summary>
    Like = 4,

    /// <summary>They answered a notice of the owner's with an emoji.</summary>
    Reaction = 5,

    /// <summary>They follow the owner.</summary>
    Follow = 6,

    /// <summary>They ask to follow the owner.</summary>
    FollowRequest = 7,

    /// <summary>A poll of theirs is over, in which the owner voted; or the owner's own.</summary>
    Poll = 8,

    /// <summary>They edited a notice that the owner repeated.</summary>
    Edit = 9,

    /// <summary>They quoted a notice of the owner's.</summary>
    Quote = 10,
}

internal sealed class NotificationTable : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("Notifications");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.HasIndex(n => new { n.OwnerId, n.Id });
        builder.HasIndex(n => new { n.NoticeId, n.OwnerId });
        builder.HasIndex(n => new { n.FromId, n.OwnerId });
        builder.HasOne(n => n.Owner).WithMany().HasForeignKey(n => n.OwnerId);
        builder.HasOne(n => n.From).WithMany().HasForeignKey(n => n.FromId);
        builder.HasOne(n => n.Notice).WithMany().HasForeignKey(n => n.NoticeId).OnDelete(DeleteBehavior.Cascade);
    }
}
