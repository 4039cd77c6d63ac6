using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Media;

/// <summary>A file of another server as we pass it on, or that it could not be had.</summary>
public sealed class CachedFile
{
    /// <summary>What it is found by: made of its address and its use.</summary>
    public required string Key { get; init; }

    /// <summary>Its name in the store; null when there is nothing to pass on.</summary>
    public string? File { get; set; }

    /// <summary>A small still picture of it; null where there is none.</summary>
    public string? PreviewFile { get; set; }

    /// <summary>How much room both take.</summary>
    public required long Bytes { get; set; }

    public required DateTimeOffset FetchedAt { get; set; }

    /// <summary>When somebody last looked at it, to the day.</summary>
    public required DateTimeOffset UsedAt { get; set; }
}

internal sealed class CachedFileTable : IEntityTypeConfiguration<CachedFile>
{
    public void Configure(EntityTypeBuilder<CachedFile> builder)
    {
        builder.ToTable("CachedFiles");
        builder.HasKey(c => c.Key);
        builder.HasIndex(c => c.UsedAt);
    }
}
