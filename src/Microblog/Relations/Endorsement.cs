using Microblog.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Relations;

/// <summary>Somebody whom a person here shows others on their profile.</summary>
/// <remarks>Source: Mastodon API documentation, endorsements.</remarks>
public sealed class Endorsement
{
    /// <summary>Most of one person.</summary>
    public const int Most = 100;

    public required long Id { get; init; }
    public required long OwnerId { get; init; }
    public required long ActorId { get; init; }
    public Actor? Owner { get; init; }
    public Actor? Actor { get; init; }
}

internal sealed class EndorsementTable : IEntityTypeConfiguration<Endorsement>
{
    public void Configure(EntityTypeBuilder<Endorsement> builder)
    {
        builder.ToTable("Endorsements");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.HasIndex(e => new { e.OwnerId, e.ActorId }).IsUnique();
        builder.HasIndex(e => e.ActorId);
        builder.HasOne(e => e.Owner).WithMany().HasForeignKey(e => e.OwnerId);
        builder.HasOne(e => e.Actor).WithMany().HasForeignKey(e => e.ActorId);
    }
}
