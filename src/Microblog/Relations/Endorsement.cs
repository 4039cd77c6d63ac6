using Microblog.Actors;
using Microblog.Data;
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

/// <summary>Shows people on one's profile, and takes them off it.</summary>
public sealed class Endorse(Db db, Snowflake ids)
{
    /// <summary>Does nothing when it is there already.</summary>
    /// <exception cref="RefusalException">One does not follow them, or shows too many.</exception>
    public Task RunAsync(long ownerId, long actorId, CancellationToken ct) => db.AgainIfOvertakenAsync(async () =>
    {
        if (!await db.Follows.AnyAsync(f => f.FollowerId == ownerId && f.FollowedId == actorId && f.IsAccepted, ct))
            throw new RefusalException(Refusal.CannotEndorse);
        if (await db.Endorsements.AnyAsync(e => e.OwnerId == ownerId && e.ActorId == actorId, ct))
            return;
        if (await db.Endorsements.CountAsync(e => e.OwnerId == ownerId, ct) >= Endorsement.Most)
            throw new RefusalException(Refusal.TooManyEndorsements);
        db.Endorsements.Add(new Endorsement { Id = ids.Next(), OwnerId = ownerId, ActorId = actorId });
        await db.SaveChangesAsync(ct);
    });

    /// <summary>Does nothing when it is not there.</summary>
    public Task EndAsync(long ownerId, long actorId, CancellationToken ct) => db.InOneTransactionAsync(
        () => db.Endorsements.Where(e => e.OwnerId == ownerId && e.ActorId == actorId).ExecuteDeleteAsync(ct), ct);
}
