using Microblog.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Media;

/// <summary>A file that somebody here gave us, and what we made of it. A notice holds it by an <see cref="Attachment"/> of the same id.</summary>
public sealed class Upload
{
    public required long Id { get; init; }
    public required long OwnerId { get; init; }
    public required MediaUse Use { get; init; }
    public AttachmentKind Kind { get; set; }
    public UploadState State { get; set; }

    /// <summary>The file as it was sent, until something is made of it; null afterwards.</summary>
    public string? Source { get; set; }

    /// <summary>What we made of it: its name in the store and in its address, which nobody can guess. Null until then.</summary>
    public string? File { get; set; }

    /// <summary>A small still picture of it, likewise; null where there is none.</summary>
    public string? PreviewFile { get; set; }

    public string? MediaType { get; set; }

    /// <summary>Where everybody finds it.</summary>
    public Uri? Url { get; set; }

    public Uri? PreviewUrl { get; set; }

    /// <inheritdoc cref="Attachment.Width"/>
    public int? Width { get; set; }

    /// <inheritdoc cref="Attachment.Width"/>
    public int? Height { get; set; }

    /// <inheritdoc cref="Attachment.Duration"/>
    public double? Duration { get; set; }

    /// <inheritdoc cref="Attachment.Blurhash"/>
    public string? Blurhash { get; set; }

    /// <inheritdoc cref="Attachment.Description"/>
    public string? Description { get; set; }

    /// <inheritdoc cref="Attachment.FocalX"/>
    public double? FocalX { get; set; }

    /// <inheritdoc cref="Attachment.FocalY"/>
    public double? FocalY { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When a notice first held it; null for never.</summary>
    public DateTimeOffset? AttachedAt { get; set; }

    /// <summary>When it was noticed that none holds it any more; null while one does.</summary>
    public DateTimeOffset? DetachedAt { get; set; }

    /// <summary>Takes what was made of it.</summary>
    internal void Take(StoredMedia made, LocalUris uris)
    {
        (State, Source, Kind) = (UploadState.Ready, null, made.Facts.Kind);
        (File, MediaType, PreviewFile) = (made.File, MediaFiles.TypeOf(made.File), made.PreviewFile);
        (Url, PreviewUrl) = (uris.Media(made.File), made.PreviewFile is { } preview ? uris.Media(preview) : null);
        (Width, Height, Duration, Blurhash) = (made.Facts.Width, made.Facts.Height, made.Facts.Duration, made.Facts.Blurhash);
    }
}

/// <summary>What a file is for.</summary>
public enum MediaUse
{
    /// <summary>Something in a notice.</summary>
    Attachment = 0,

    /// <summary>The picture of an actor.</summary>
    Icon = 1,

    /// <summary>The banner of an actor.</summary>
    Banner = 2,

    /// <summary>A small picture among words.</summary>
    Emoji = 3,
}

/// <summary>How far we are with a file.</summary>
public enum UploadState
{
    /// <summary>It waits, or something is being made of it.</summary>
    Processing = 0,

    Ready = 1,

    /// <summary>Nothing could be made of it.</summary>
    Failed = 2,
}

internal sealed class UploadTable : IEntityTypeConfiguration<Upload>
{
    public void Configure(EntityTypeBuilder<Upload> builder)
    {
        builder.ToTable("Uploads");
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.HasIndex(u => u.OwnerId);
        builder.HasIndex(u => u.CreatedAt);
        builder.HasIndex(u => u.File).IsUnique().HasFilter("file is not null");
        builder.HasIndex(u => u.PreviewFile).IsUnique().HasFilter("preview_file is not null");
        builder.HasOne<Actor>().WithMany().HasForeignKey(u => u.OwnerId);
    }
}
