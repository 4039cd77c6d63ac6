using Microblog.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Relations;

/// <summary>One actor's wish to see another's notices.</summary>
public sealed class Follow
{
    public required long Id { get; init; }
    public required long FollowerId { get; init; }
    public required long FollowedId { get; init; }
    public Actor? Follower { get; init; }
    public Actor? Followed { get; init; }

    /// <summary>The Follow activity's id, which Accept, Reject and Undo speak of.</summary>
    public required Uri Uri { get; set; }

    /// <summary>Whether the followed actor has agreed; until then nothing flows.</summary>
    public bool IsAccepted { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The follower does not want what the other only repeats.</summary>
    public bool HidesRepeats { get; set; }

    /// <summary>The follower wants to be told of each notice.</summary>
    public bool Notifies { get; set; }

    /// <summary>Only notices in these, as <see cref="FollowOptions.Pack"/> writes them, and those that name none; null for all.</summary>
    public string? Languages { get; set; }
}

internal sealed class FollowTable : IEntityTypeConfiguration<Follow>
{
    public void Configure(EntityTypeBuilder<Follow> builder)
    {
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.HasIndex(f => new { f.FollowerId, f.FollowedId }).IsUnique();
        builder.HasIndex(f => f.Uri);
        builder.Property(f => f.HidesRepeats).HasDefaultValue(false);
        builder.Property(f => f.Notifies).HasDefaultValue(false);
        builder.HasIndex(f => new { f.FollowedId, f.IsAccepted });
        builder.HasOne(f => f.Followed).WithMany(a => a.Followers).HasForeignKey(f => f.FollowedId);
        builder.HasOne(f => f.Follower).WithMany().HasForeignKey(f => f.FollowerId);
    }
}
