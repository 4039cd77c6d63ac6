using Microblog.Actors;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Conversations;

/// <summary>A conversation of which a person wants to be told no more. Nobody else learns of it.</summary>
public sealed class ConversationMute
{
    public required long OwnerId { get; init; }
    public Actor? Owner { get; init; }

    /// <summary>Where it begins, as far as that was known: whatever answers this, directly or further down, belongs to it.</summary>
    public required long NoticeId { get; init; }
    public Notice? Notice { get; init; }
}

internal sealed class ConversationMuteTable : IEntityTypeConfiguration<ConversationMute>
{
    public void Configure(EntityTypeBuilder<ConversationMute> builder)
    {
        builder.ToTable("ConversationMutes");
        builder.HasKey(m => new { m.OwnerId, m.NoticeId });
        builder.HasIndex(m => m.NoticeId);
        builder.HasOne(m => m.Owner).WithMany().HasForeignKey(m => m.OwnerId);
        builder.HasOne(m => m.Notice).WithMany().HasForeignKey(m => m.NoticeId);
    }
}
