using Microblog.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Suggestions;

/// <summary>Somebody whom a person does not want to be put forward to them.</summary>
public sealed class DismissedSuggestion
{
    public required long OwnerId { get; init; }
    public Actor? Owner { get; init; }
    public required long ActorId { get; init; }
    public Actor? Actor { get; init; }
}

internal sealed class DismissedSuggestionTable : IEntityTypeConfiguration<DismissedSuggestion>
{
    public void Configure(EntityTypeBuilder<DismissedSuggestion> builder)
    {
        builder.ToTable("DismissedSuggestions");
        builder.HasKey(d => new { d.OwnerId, d.ActorId });
        builder.HasIndex(d => d.ActorId);
        builder.HasOne(d => d.Owner).WithMany().HasForeignKey(d => d.OwnerId);
        builder.HasOne(d => d.Actor).WithMany().HasForeignKey(d => d.ActorId);
    }
}
