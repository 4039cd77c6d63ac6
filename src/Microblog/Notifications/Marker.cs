using Microblog.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Notifications;

/// <summary>How far a person has read a timeline, so that all their apps go on from there.</summary>
/// <remarks>Source: Mastodon API documentation, Marker.</remarks>
public sealed class Marker
{
    public required long OwnerId { get; init; }
    public Actor? Owner { get; init; }
    public required MarkedTimeline Timeline { get; init; }

    /// <summary>The newest that was read: of home a notice, else a notification.</summary>
    public required long LastReadId { get; set; }

    /// <summary>How often it was set, from 1: an app that set it from an older one has been overtaken by another.</summary>
    public required int Version { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>What is marked. The numbers are stored.</summary>
public enum MarkedTimeline
{
    Home = 1,
    Notifications = 2,
}

internal sealed class MarkerTable : IEntityTypeConfiguration<Marker>
{
    public void Configure(EntityTypeBuilder<Marker> builder)
    {
        builder.ToTable("Markers");
        builder.HasKey(m => new { m.OwnerId, m.Timeline });
        builder.Property(m => m.Version).IsConcurrencyToken();
        builder.HasOne(m => m.Owner).WithMany().HasForeignKey(m => m.OwnerId);
    }
}
