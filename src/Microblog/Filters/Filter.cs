using Microblog.Actors;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Filters;

/// <summary>What a person does not want to see, or not at once: words, and single notices. Nobody else learns of it.</summary>
/// <remarks>Source: Mastodon API documentation, entity Filter.</remarks>
public sealed class Filter
{
    /// <summary>Most filters that one person has.</summary>
    public const int MostPerOwner = 50;

    /// <summary>Longest name, in characters.</summary>
    public const int MaxTitle = 256;

    public required long Id { get; init; }
    public required long OwnerId { get; init; }
    public Actor? Owner { get; init; }
    public required string Title { get; set; }

    /// <summary>Where it counts.</summary>
    public required FilterContexts Contexts { get; set; }
    public required FilterAction Action { get; set; }

    /// <summary>From then on it filters nothing; null for never.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    public ICollection<FilterKeyword> Keywords { get; } = [];
    public ICollection<FilteredNotice> Notices { get; } = [];
}

/// <summary>A word, or some, that a filter looks for.</summary>
public sealed class FilterKeyword
{
    /// <summary>Most words of one filter.</summary>
    public const int MostPerFilter = 100;

    /// <summary>Longest, in characters.</summary>
    public const int MaxLength = 512;

    public required long Id { get; init; }
    public required long FilterId { get; init; }
    public Filter? Filter { get; init; }
    public required string Keyword { get; set; }

    /// <summary>Not as a part of a longer word.</summary>
    public required bool IsWholeWord { get; set; }
}

/// <summary>A notice that a filter is for, whatever it says.</summary>
public sealed class FilteredNotice
{
    /// <summary>Most notices of one filter.</summary>
    public const int MostPerFilter = 500;

    public required long Id { get; init; }
    public required long FilterId { get; init; }
    public Filter? Filter { get; init; }
    public required long NoticeId { get; init; }
    public Notice? Notice { get; init; }
}

/// <summary>The places where a filter counts.</summary>
[Flags]
public enum FilterContexts
{
    None = 0,

    /// <summary>The home timeline, and lists.</summary>
    Home = 1,
    Notifications = 2,

    /// <summary>The public page, and the pages of tags.</summary>
    Public = 4,

    /// <summary>Conversations.</summary>
    Thread = 8,

    /// <summary>What somebody wrote, on their profile.</summary>
    Account = 16,
}

/// <summary>What becomes of a notice that a filter is for.</summary>
public enum FilterAction
{
    /// <summary>It is shown when the reader asks for it.</summary>
    Warn = 0,

    /// <summary>It is left out.</summary>
    Hide = 1,

    /// <summary>Its files are shown when the reader asks for them.</summary>
    Blur = 2,
}

internal sealed class FilterTable : IEntityTypeConfiguration<Filter>
{
    public void Configure(EntityTypeBuilder<Filter> builder)
    {
        builder.ToTable("Filters");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.HasIndex(f => new { f.OwnerId, f.Id });
        builder.HasOne(f => f.Owner).WithMany().HasForeignKey(f => f.OwnerId);
    }
}

internal sealed class FilterKeywordTable : IEntityTypeConfiguration<FilterKeyword>
{
    public void Configure(EntityTypeBuilder<FilterKeyword> builder)
    {
        builder.ToTable("FilterKeywords");
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.HasIndex(k => new { k.FilterId, k.Id });
        builder.HasOne(k => k.Filter).WithMany(f => f.Keywords).HasForeignKey(k => k.FilterId);
    }
}

internal sealed class FilteredNoticeTable : IEntityTypeConfiguration<FilteredNotice>
{
    public void Configure(EntityTypeBuilder<FilteredNotice> builder)
    {
        builder.ToTable("FilteredNotices");
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.HasIndex(n => new { n.FilterId, n.NoticeId }).IsUnique();
        builder.HasIndex(n => n.NoticeId);
        builder.HasOne(n => n.Filter).WithMany(f => f.Notices).HasForeignKey(n => n.FilterId);
        builder.HasOne(n => n.Notice).WithMany().HasForeignKey(n => n.NoticeId);
    }
}
