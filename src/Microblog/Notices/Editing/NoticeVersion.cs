using System.Text.Json;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Notices.Editing;

/// <summary>What a notice said before it was edited.</summary>
public sealed class NoticeVersion
{
    /// <summary>Most former versions of a notice; the oldest make room.</summary>
    public const int Most = 100;

    public required long Id { get; init; }
    public required long NoticeId { get; init; }
    public required CleanHtml Html { get; init; }

    /// <summary>What a local author had typed; null for a remote notice.</summary>
    public string? Text { get; init; }

    public string? Summary { get; init; }
    public required bool IsSensitive { get; init; }

    /// <summary>From when it said that.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The choices of its poll, a JSON array of texts; null for none.</summary>
    public string? Options { get; init; }

    /// <summary>The choices of its poll; empty for none.</summary>
    public IReadOnlyList<string> Choices => Options is null ? [] : JsonSerializer.Deserialize<string[]>(Options)!;
}

internal sealed class NoticeVersionTable : IEntityTypeConfiguration<NoticeVersion>
{
    public void Configure(EntityTypeBuilder<NoticeVersion> builder)
    {
        builder.ToTable("NoticeVersions");
        builder.Property(v => v.Id).ValueGeneratedNever();
        builder.Ignore(v => v.Choices);
        builder.HasIndex(v => new { v.NoticeId, v.Id });
        builder.HasOne<Notice>().WithMany().HasForeignKey(v => v.NoticeId);
    }
}
