using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Inbox;
using Microblog.Federation.Outbox;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Federation;

/// <summary>The tables that only this edge uses.</summary>
internal static class FederationTables
{
    extension(Db db)
    {
        public DbSet<StoredActivity> Activities => db.Set<StoredActivity>();

        public DbSet<ActivityRecipient> ActivityRecipients => db.Set<ActivityRecipient>();

        public DbSet<ReceivedActivity> ReceivedActivities => db.Set<ReceivedActivity>();
    }
}

internal sealed class StoredActivityTable : IEntityTypeConfiguration<StoredActivity>
{
    public void Configure(EntityTypeBuilder<StoredActivity> builder)
    {
        builder.ToTable("Activities");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => a.Uri).IsUnique();
        builder.HasIndex(a => new { a.ActorId, a.Id });
        builder.HasIndex(a => a.NoticeId).HasFilter("notice_id is not null");
        builder.HasOne<Actor>().WithMany().HasForeignKey(a => a.ActorId);
        builder.HasMany<Job>().WithOne().HasForeignKey(j => j.ActivityId);
    }
}

internal sealed class ActivityRecipientTable : IEntityTypeConfiguration<ActivityRecipient>
{
    public void Configure(EntityTypeBuilder<ActivityRecipient> builder)
    {
        builder.ToTable("ActivityRecipients");
        builder.HasKey(r => new { r.ActivityId, r.ActorId });
        builder.HasIndex(r => new { r.ActorId, r.ActivityId });
        builder.HasOne<StoredActivity>().WithMany().HasForeignKey(r => r.ActivityId);
        builder.HasOne<Actor>().WithMany().HasForeignKey(r => r.ActorId);
    }
}

internal sealed class ReceivedActivityTable : IEntityTypeConfiguration<ReceivedActivity>
{
    public void Configure(EntityTypeBuilder<ReceivedActivity> builder)
    {
        builder.ToTable("ReceivedActivities");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => new { a.ActivityUri, a.SenderId }).IsUnique();
        builder.HasOne<Actor>().WithMany().HasForeignKey(a => a.SenderId);
    }
}
