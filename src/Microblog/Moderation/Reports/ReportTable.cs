using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Moderation.Reports;

internal sealed class ReportTable : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> builder)
    {
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => r.Id, "ix_reports_open").HasFilter("closed_at is null");
        builder.HasIndex(r => new { r.FromHost, r.Id });
        builder.HasOne(r => r.Target).WithMany().HasForeignKey(r => r.TargetId);
        builder.HasOne(r => r.By).WithMany().HasForeignKey(r => r.ById);
        builder.Property(r => r.Category).HasDefaultValue(ReportCategory.Other);
        builder.Property(r => r.Rules).HasDefaultValue("");
        builder.HasOne(r => r.AssignedTo).WithMany().HasForeignKey(r => r.AssignedToId);
        builder.HasOne(r => r.ClosedBy).WithMany().HasForeignKey(r => r.ClosedById);
    }
}

internal sealed class ReportedNoticeTable : IEntityTypeConfiguration<ReportedNotice>
{
    public void Configure(EntityTypeBuilder<ReportedNotice> builder)
    {
        builder.ToTable("ReportedNotices");
        builder.HasKey(n => new { n.ReportId, n.NoticeUri });
        builder.HasOne<Report>().WithMany(r => r.Notices).HasForeignKey(n => n.ReportId);
        builder.HasOne(n => n.Notice).WithMany().HasForeignKey(n => n.NoticeId).OnDelete(DeleteBehavior.SetNull);
    }
}
