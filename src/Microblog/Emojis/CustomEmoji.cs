using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Emojis;

/// <summary>A picture that stands for a <c>:shortcode:</c> in what people of one server write.</summary>
/// <remarks>COMPAT(Mastodon): toot:Emoji.</remarks>
public sealed class CustomEmoji
{
    /// <summary>Most emoji kept of one other server: more than any has, and a bound for one that makes them up.</summary>
    public const int MostOfHost = 10_000;

    public required long Id { get; init; }

    /// <summary>Without the colons; upper and lower case differ.</summary>
    public required string Shortcode { get; init; }

    /// <summary>The server whose people it is for, with its port when that is not the usual one; empty for ours.</summary>
    public required string Host { get; init; }

    /// <summary>Its id; null when its server gives it none.</summary>
    public Uri? Uri { get; set; }

    public required Uri ImageUrl { get; set; }

    /// <summary>Of the picture, where it is ours.</summary>
    public string? MediaType { get; set; }

    /// <summary>The picture's name in the data directory, where it is ours.</summary>
    public string? File { get; set; }

    /// <summary>When the picture last changed, by its server's word; 1970 when it does not say.</summary>
    public required DateTimeOffset UpdatedAt { get; set; }

    public bool IsLocal => Host.Length == 0;
}

internal sealed class EmojiTable : IEntityTypeConfiguration<CustomEmoji>
{
    public void Configure(EntityTypeBuilder<CustomEmoji> builder)
    {
        builder.ToTable("Emojis");
        builder.HasKey(e => e.Id).HasName("PK_Emojis");
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.HasIndex(e => new { e.Host, e.Shortcode }, "ix_emojis_host_shortcode").IsUnique();
        builder.HasIndex(e => e.File, "ix_emojis_file").IsUnique().HasFilter("file is not null");
        builder.Ignore(e => e.IsLocal);
    }
}
