using Microblog.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Tags;

/// <summary>A tag that a person follows: what is said under it in public stands on their home timeline.</summary>
public sealed class FollowedTag
{
    /// <summary>Most tags that one person follows.</summary>
    public const int MostPerOwner = 500;

    public required long Id { get; init; }
    public required long OwnerId { get; init; }
    public Actor? Owner { get; init; }

    /// <summary>See <see cref="Notices.Text.Hashtag.KeyOf"/>.</summary>
    public required string Key { get; init; }
}

/// <summary>A tag that a person shows on their profile, with what they said under it.</summary>
public sealed class FeaturedTag
{
    /// <summary>Most tags that one person shows.</summary>
    /// <remarks>COMPAT(Mastodon): its limit.</remarks>
    public const int MostPerOwner = 10;

    public required long Id { get; init; }
    public required long OwnerId { get; init; }
    public Actor? Owner { get; init; }
    public required string Key { get; init; }

    /// <summary>As its owner writes it, without the number sign.</summary>
    public required string Name { get; init; }
}

internal sealed class FollowedTagTable : IEntityTypeConfiguration<FollowedTag>
{
    public void Configure(EntityTypeBuilder<FollowedTag> builder)
    {
        builder.ToTable("FollowedTags");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasIndex(t => new { t.OwnerId, t.Key }).IsUnique();
        builder.HasIndex(t => t.Key);
        builder.HasOne(t => t.Owner).WithMany().HasForeignKey(t => t.OwnerId);
    }
}

internal sealed class FeaturedTagTable : IEntityTypeConfiguration<FeaturedTag>
{
    public void Configure(EntityTypeBuilder<FeaturedTag> builder)
    {
        builder.ToTable("FeaturedTags");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasIndex(t => new { t.OwnerId, t.Key }).IsUnique();
        builder.HasOne(t => t.Owner).WithMany().HasForeignKey(t => t.OwnerId);
    }
}
