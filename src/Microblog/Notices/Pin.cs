using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Notices;

/// <summary>A notice that its author put at the top of their profile.</summary>
/// <remarks>COMPAT(Mastodon): the collection <c>featured</c> of an actor.</remarks>
public sealed class Pin
{
    /// <summary>Most pinned notices of somebody here.</summary>
    public const int Most = 5;

    /// <summary>Most pinned notices of somebody elsewhere that we know of.</summary>
    public const int MostElsewhere = 20;

    public required long ActorId { get; init; }
    public required long NoticeId { get; init; }
    public Notice? Notice { get; init; }
    public required DateTimeOffset PinnedAt { get; init; }
}

internal sealed class PinTable : IEntityTypeConfiguration<Pin>
{
    public void Configure(EntityTypeBuilder<Pin> builder)
    {
        builder.HasKey(p => new { p.ActorId, p.NoticeId });
        builder.HasOne<Actors.Actor>().WithMany().HasForeignKey(p => p.ActorId);
        builder.HasOne(p => p.Notice).WithMany(n => n.Pins).HasForeignKey(p => p.NoticeId);
    }
}
