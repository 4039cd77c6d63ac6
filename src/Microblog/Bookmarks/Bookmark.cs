using Microblog.Actors;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Bookmarks;

/// <summary>Somebody here marked a notice to find it again. Nobody else learns of it.</summary>
/// <remarks>Source: Mastodon API documentation, bookmarks.</remarks>
public sealed class Bookmark
{
    /// <summary>Grows with time: the newest bookmark comes first.</summary>
    public required long Id { get; init; }

    public required long ActorId { get; init; }
    public Actor? Actor { get; init; }
    public required long NoticeId { get; init; }
    public Notice? Notice { get; init; }
}

internal sealed class BookmarkTable : IEntityTypeConfiguration<Bookmark>
{
    public void Configure(EntityTypeBuilder<Bookmark> builder)
    {
        builder.ToTable("Bookmarks");
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.HasIndex(b => new { b.NoticeId, b.ActorId }).IsUnique();
        builder.HasIndex(b => new { b.ActorId, b.Id });
        builder.HasOne(b => b.Actor).WithMany().HasForeignKey(b => b.ActorId);
        builder.HasOne(b => b.Notice).WithMany(n => n.Bookmarks).HasForeignKey(b => b.NoticeId);
    }
}
