using Microblog.Actors;
using Microblog.Media;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Notices.Scheduling;

/// <summary>A notice that is to be posted later.</summary>
public sealed class ScheduledNotice
{
    /// <summary>The least time ahead.</summary>
    /// <remarks>COMPAT(Mastodon): its rule.</remarks>
    public static readonly TimeSpan Soonest = TimeSpan.FromMinutes(5);

    /// <summary>Most that wait of one person.</summary>
    public const int MostPerOwner = 300;

    public required long Id { get; init; }
    public required long OwnerId { get; init; }
    public Actor? Owner { get; init; }
    public required DateTimeOffset DueAt { get; set; }

    /// <summary>The <see cref="Notices.Draft"/> as JSON.</summary>
    public required string Draft { get; init; }

    /// <summary>Why it could not be posted when its time had come, as a <see cref="Refusal"/>; null while it waits.</summary>
    public string? Problem { get; set; }

    /// <summary>The files that it is to hold.</summary>
    public ICollection<ScheduledFile> Files { get; } = [];
}

/// <summary>A file that a notice is to hold which is to be posted later: until then it is kept.</summary>
public sealed class ScheduledFile
{
    public required long ScheduledId { get; init; }
    public ScheduledNotice? Scheduled { get; init; }
    public required long UploadId { get; init; }
    public Upload? Upload { get; init; }

    /// <summary>From 0.</summary>
    public required int Position { get; init; }
}

internal sealed class ScheduledNoticeTable : IEntityTypeConfiguration<ScheduledNotice>
{
    public void Configure(EntityTypeBuilder<ScheduledNotice> builder)
    {
        builder.ToTable("ScheduledNotices");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => new { s.OwnerId, s.Id });
        builder.HasOne(s => s.Owner).WithMany().HasForeignKey(s => s.OwnerId);
    }
}

internal sealed class ScheduledFileTable : IEntityTypeConfiguration<ScheduledFile>
{
    public void Configure(EntityTypeBuilder<ScheduledFile> builder)
    {
        builder.ToTable("ScheduledFiles");
        builder.HasKey(f => new { f.ScheduledId, f.UploadId });
        builder.HasIndex(f => f.UploadId);
        builder.HasOne(f => f.Scheduled).WithMany(s => s.Files).HasForeignKey(f => f.ScheduledId);
        builder.HasOne(f => f.Upload).WithMany().HasForeignKey(f => f.UploadId);
    }
}
