using Microblog.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Media;

/// <summary>A picture, film or sound that belongs to a notice. Of one from elsewhere we keep what is said of it, not the file.</summary>
public sealed class Attachment
{
    /// <summary>Most attachments of a notice; what is beyond is not kept.</summary>
    public const int Most = 16;

    public required long Id { get; init; }
    public required long NoticeId { get; init; }

    /// <summary>From 0, in the author's order.</summary>
    public required int Position { get; init; }

    public required AttachmentKind Kind { get; init; }

    /// <summary>The file that lies here; null for one from elsewhere.</summary>
    public long? UploadId { get; init; }

    public bool IsOurs => UploadId is not null;

    /// <summary>As its server claims; null when it does not say.</summary>
    public string? MediaType { get; init; }

    /// <summary>Where the file is.</summary>
    public required Uri RemoteUrl { get; init; }

    /// <summary>A still picture of a film, or the cover of a sound; null for none.</summary>
    public Uri? PreviewUrl { get; init; }

    /// <summary>For those who cannot see or hear it, plain text; null when its author gave none.</summary>
    public string? Description { get; set; }

    /// <summary>A few colours to be shown until it is there.</summary>
    public string? Blurhash { get; init; }

    /// <summary>What must stay in view when it is cropped, from -1, left, to 1, right; null when not said.</summary>
    public double? FocalX { get; set; }

    /// <summary>From -1, the lower edge, to 1, the upper.</summary>
    public double? FocalY { get; set; }

    /// <summary>In pixels.</summary>
    public int? Width { get; init; }

    /// <inheritdoc cref="Width"/>
    public int? Height { get; init; }

    /// <summary>In seconds.</summary>
    public double? Duration { get; init; }

    /// <summary>A file of somebody here, in a notice of theirs.</summary>
    internal static Attachment Of(Upload upload, long noticeId, int position) => new()
    {
        Id = upload.Id,
        NoticeId = noticeId,
        Position = position,
        Kind = upload.Kind,
        UploadId = upload.Id,
        MediaType = upload.MediaType,
        RemoteUrl = upload.Url!,
        PreviewUrl = upload.PreviewUrl,
        Description = upload.Description,
        Blurhash = upload.Blurhash,
        FocalX = upload.FocalX,
        FocalY = upload.FocalY,
        Width = upload.Width,
        Height = upload.Height,
        Duration = upload.Duration,
    };
}

/// <summary>What is done to perceive it.</summary>
public enum AttachmentKind
{
    File = 0,
    Image = 1,
    Video = 2,
    Audio = 3,

    /// <summary>A short silent video that was a moving picture, and is played again and again.</summary>
    Animation = 4,
}

internal sealed class AttachmentTable : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("Attachments");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Ignore(a => a.IsOurs);
        builder.HasIndex(a => new { a.NoticeId, a.Position }).IsUnique();
        builder.HasIndex(a => a.UploadId).IsUnique().HasFilter("upload_id is not null");
        builder.HasOne<Upload>().WithOne().HasForeignKey<Attachment>(a => a.UploadId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Notice>().WithMany(n => n.Attachments).HasForeignKey(a => a.NoticeId);
    }
}
