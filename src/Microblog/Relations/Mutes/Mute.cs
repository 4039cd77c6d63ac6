using Microblog.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Relations.Mutes;

/// <summary>One person does not want to see another for a while or for good. The other never learns of it.</summary>
/// <remarks>Source: Mastodon API documentation, mutes.</remarks>
public sealed class Mute
{
    /// <summary>Grows with time: the newest mute comes first.</summary>
    public required long Id { get; init; }

    public required long MuterId { get; init; }
    public required long MutedId { get; init; }
    public Actor? Muter { get; init; }
    public Actor? Muted { get; init; }

    /// <summary>Notifications about the other do not come, either.</summary>
    public bool HidesNotifications { get; set; }

    /// <summary>When it ends of itself; null for never.</summary>
    public DateTimeOffset? EndsAt { get; set; }
}

internal sealed class MuteTable : IEntityTypeConfiguration<Mute>
{
    public void Configure(EntityTypeBuilder<Mute> builder)
    {
        builder.ToTable("Mutes");
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.HasIndex(m => new { m.MuterId, m.MutedId }).IsUnique();
        builder.HasIndex(m => m.EndsAt).HasFilter("ends_at is not null");
        builder.HasOne(m => m.Muter).WithMany().HasForeignKey(m => m.MuterId);
        builder.HasOne(m => m.Muted).WithMany(a => a.MutedBy).HasForeignKey(m => m.MutedId);
    }
}
