using Microblog.Actors;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Reactions;

/// <summary>An actor likes a notice, or answers it with an emoji. An actor likes a notice once, and may give it several emoji.</summary>
public sealed class Like
{
    /// <summary>Most that one actor gives to one notice, so that nobody fills the table with emoji.</summary>
    public const int MostPerActor = 10;

    public required long Id { get; init; }
    public required long ActorId { get; init; }
    public Actor? Actor { get; init; }
    public required long NoticeId { get; init; }
    public Notice? Notice { get; init; }

    /// <summary>The Like activity's id, which an Undo speaks of.</summary>
    public required Uri Uri { get; set; }

    /// <summary>As <see cref="Reactions.Emoji"/> spells it; empty for a plain like.</summary>
    public required string Emoji { get; init; }

    /// <summary>The picture of a <c>:shortcode:</c>, on its own server; null for a plain like and for emoji that are characters.</summary>
    public Uri? EmojiUrl { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class LikeTable : IEntityTypeConfiguration<Like>
{
    public void Configure(EntityTypeBuilder<Like> builder)
    {
        builder.ToTable("Likes");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.HasIndex(l => new { l.NoticeId, l.ActorId, l.Emoji }).IsUnique();
        builder.HasIndex(l => new { l.NoticeId, l.Id });
        builder.HasIndex(l => new { l.ActorId, l.Id });
        builder.HasIndex(l => l.Uri);
        builder.HasOne(l => l.Actor).WithMany().HasForeignKey(l => l.ActorId);
        builder.HasOne(l => l.Notice).WithMany(n => n.Likes).HasForeignKey(l => l.NoticeId);
    }
}
