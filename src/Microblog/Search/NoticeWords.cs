using System.Security.Cryptography;
using System.Text;
using Microblog.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Search;

/// <summary>The words by which a notice is found. Both databases keep an index over them.</summary>
public sealed class NoticeWords
{
    public required long NoticeId { get; init; }

    /// <summary>The words in their order, with a space before and after each; then marks such as <see cref="Marks.Poll"/>.</summary>
    public required string Words { get; set; }
}

/// <summary>What is found like a word and cannot be one.</summary>
internal static class Marks
{
    public const string Media = "@media";
    public const string Image = "@image";
    public const string Video = "@video";
    public const string Audio = "@audio";
    public const string Poll = "@poll";
    public const string Link = "@link";
    public const string Quote = "@quote";
    public const string Reply = "@reply";
    public const string Sensitive = "@sensitive";

    public static string Author(long actorId) => $"@a{actorId}";

    /// <summary>A part of its hash is enough: who lands on another's mark shows a notice that everybody may read.</summary>
    public static string LinkTo(Uri page) =>
        "@u" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(page.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped))))[..24];

    /// <summary>By the first part of the tag, so that British English is found as English.</summary>
    public static string Language(string tag) => "@l" + tag.Split('-')[0].ToLowerInvariant();
}

/// <summary>A notice from before there was an index, which is still to go into it.</summary>
public sealed class UnindexedNotice
{
    public required long NoticeId { get; init; }
}

internal sealed class NoticeWordsTable : IEntityTypeConfiguration<NoticeWords>, IEntityTypeConfiguration<UnindexedNotice>
{
    public void Configure(EntityTypeBuilder<NoticeWords> builder)
    {
        builder.ToTable("NoticeWords");
        builder.HasKey(w => w.NoticeId);
        builder.Property(w => w.NoticeId).ValueGeneratedNever();
        builder.HasOne<Notice>().WithOne().HasForeignKey<NoticeWords>(w => w.NoticeId);
    }

    public void Configure(EntityTypeBuilder<UnindexedNotice> builder)
    {
        builder.ToTable("UnindexedNotices");
        builder.HasKey(u => u.NoticeId);
        builder.Property(u => u.NoticeId).ValueGeneratedNever();
        builder.HasOne<Notice>().WithOne().HasForeignKey<UnindexedNotice>(u => u.NoticeId);
    }
}
