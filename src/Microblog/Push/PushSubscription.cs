using Microblog.Actors;
using Microblog.Notifications;
using Microblog.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Push;

/// <summary>Where a client app wants to be told of notifications while it sleeps. It goes with the app's token.</summary>
/// <remarks>Source: Mastodon API documentation, entity WebPushSubscription; RFC 8030.</remarks>
public sealed class PushSubscription
{
    public required long Id { get; init; }
    public required long TokenId { get; init; }
    public AccessToken? Token { get; init; }
    public required long OwnerId { get; init; }
    public Actor? Owner { get; init; }
    public required Uri Endpoint { get; set; }

    /// <summary>The app's public key: an uncompressed point of P-256, 65 bytes in base64url.</summary>
    public required string Key { get; set; }

    /// <summary>The app's authentication secret: 16 bytes in base64url.</summary>
    public required string Secret { get; set; }

    /// <summary>As RFC 8291 has it; otherwise as its fourth draft had it, which older apps expect.</summary>
    public required bool IsStandard { get; set; }

    /// <summary>Which kinds are wanted: a bit for each, the number of <see cref="NotificationKind"/>.</summary>
    public required long Alerts { get; set; }

    public required PushPolicy Policy { get; set; }

    public bool Wants(NotificationKind kind) => (Alerts & BitOf(kind)) != 0;

    public static long BitOf(NotificationKind kind) => 1L << (int)kind;
}

/// <summary>Of whose deeds an app is told. The numbers are stored.</summary>
public enum PushPolicy
{
    All = 0,

    /// <summary>Of those whom the owner follows.</summary>
    Followed = 1,

    /// <summary>Of those who follow the owner.</summary>
    Follower = 2,
    None = 3,
}

/// <summary>The one key by which push services know this server.</summary>
/// <remarks>Source: RFC 8292.</remarks>
public sealed class PushKey
{
    public const int OnlyId = 1;

    public required int Id { get; init; }

    /// <summary>A key of P-256, as PKCS#8 in base64.</summary>
    public required string Private { get; init; }
}

internal sealed class PushTables : IEntityTypeConfiguration<PushSubscription>, IEntityTypeConfiguration<PushKey>
{
    public void Configure(EntityTypeBuilder<PushSubscription> builder)
    {
        builder.ToTable("PushSubscriptions");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.TokenId).IsUnique();
        builder.HasIndex(s => s.OwnerId);
        builder.HasOne(s => s.Token).WithMany().HasForeignKey(s => s.TokenId);
        builder.HasOne(s => s.Owner).WithMany().HasForeignKey(s => s.OwnerId);
    }

    public void Configure(EntityTypeBuilder<PushKey> builder)
    {
        builder.ToTable("PushKeys");
        builder.Property(k => k.Id).ValueGeneratedNever();
    }
}
