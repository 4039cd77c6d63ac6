using Microblog.Actors;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Conversations;

/// <summary>What is said between a person here and others in notices for those alone whom they name: one row for each who takes part.</summary>
/// <remarks>Source: Mastodon API documentation, entity Conversation.</remarks>
public sealed class DirectConversation
{
    public required long Id { get; init; }
    public required long OwnerId { get; init; }
    public Actor? Owner { get; init; }

    /// <summary>Something was said that the owner has not read.</summary>
    public required bool IsUnread { get; set; }

    public ICollection<DirectNotice> Notices { get; } = [];
}

/// <summary>A notice of such a conversation.</summary>
public sealed class DirectNotice
{
    public required long ConversationId { get; init; }
    public DirectConversation? Conversation { get; init; }
    public required long NoticeId { get; init; }
    public Notice? Notice { get; init; }
}

internal sealed class DirectConversationTable : IEntityTypeConfiguration<DirectConversation>
{
    public void Configure(EntityTypeBuilder<DirectConversation> builder)
    {
        builder.ToTable("DirectConversations");
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.HasIndex(c => c.OwnerId);
        builder.HasOne(c => c.Owner).WithMany().HasForeignKey(c => c.OwnerId);
    }
}

internal sealed class DirectNoticeTable : IEntityTypeConfiguration<DirectNotice>
{
    public void Configure(EntityTypeBuilder<DirectNotice> builder)
    {
        builder.ToTable("DirectNotices");
        builder.HasKey(n => new { n.ConversationId, n.NoticeId });
        builder.HasIndex(n => n.NoticeId);
        builder.HasOne(n => n.Conversation).WithMany(c => c.Notices).HasForeignKey(n => n.ConversationId);
        builder.HasOne(n => n.Notice).WithMany().HasForeignKey(n => n.NoticeId);
    }
}
