using Microblog.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Relations;

/// <summary>What a person wrote down about another, for their own eyes.</summary>
/// <remarks>Source: Mastodon API documentation, "Set private note on profile".</remarks>
public sealed class PersonalNote
{
    /// <summary>Longest, in characters.</summary>
    public const int MaxLength = 2_000;

    public required long OwnerId { get; init; }
    public required long ActorId { get; init; }
    public Actor? Owner { get; init; }
    public Actor? Actor { get; init; }
    public required string Text { get; set; }
}

internal sealed class PersonalNoteTable : IEntityTypeConfiguration<PersonalNote>
{
    public void Configure(EntityTypeBuilder<PersonalNote> builder)
    {
        builder.ToTable("PersonalNotes");
        builder.HasKey(n => new { n.OwnerId, n.ActorId });
        builder.HasIndex(n => n.ActorId);
        builder.HasOne(n => n.Owner).WithMany().HasForeignKey(n => n.OwnerId);
        builder.HasOne(n => n.Actor).WithMany().HasForeignKey(n => n.ActorId);
    }
}
