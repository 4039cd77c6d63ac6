using Microblog.Actors;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Announcements;

internal static class AnnouncementTables
{
    extension(Db db)
    {
        public DbSet<Announcement> Announcements => db.Set<Announcement>();

        public DbSet<AnnouncementRead> AnnouncementReads => db.Set<AnnouncementRead>();

        public DbSet<AnnouncementReaction> AnnouncementReactions => db.Set<AnnouncementReaction>();

        /// <summary>Waits until nobody else changes it or what belongs to it, and makes others wait until the transaction ends.</summary>
        /// <exception cref="RefusalException">It does not stand.</exception>
        internal async Task HoldAnnouncementAsync(long id, DateTimeOffset now, CancellationToken ct)
        {
            var held = await db.Announcements.Where(Announcement.StandsAt(now)).Where(a => a.Id == id)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.ChangedAt, x => x.ChangedAt), ct);
            if (held == 0)
                throw new RefusalException(Refusal.NotFound);
        }
    }
}

internal sealed class AnnouncementTable : IEntityTypeConfiguration<Announcement>
{
    public void Configure(EntityTypeBuilder<Announcement> builder)
    {
        builder.ToTable("Announcements");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasOne(a => a.By).WithMany().HasForeignKey(a => a.ById);
    }
}

internal sealed class AnnouncementReadTable : IEntityTypeConfiguration<AnnouncementRead>
{
    public void Configure(EntityTypeBuilder<AnnouncementRead> builder)
    {
        builder.ToTable("AnnouncementReads");
        builder.HasKey(r => new { r.AnnouncementId, r.ActorId });
        builder.HasOne<Announcement>().WithMany(a => a.Reads).HasForeignKey(r => r.AnnouncementId);
        builder.HasOne<Actor>().WithMany().HasForeignKey(r => r.ActorId);
    }
}

internal sealed class AnnouncementReactionTable : IEntityTypeConfiguration<AnnouncementReaction>
{
    public void Configure(EntityTypeBuilder<AnnouncementReaction> builder)
    {
        builder.ToTable("AnnouncementReactions");
        builder.HasKey(r => new { r.AnnouncementId, r.ActorId, r.Emoji });
        builder.HasOne<Announcement>().WithMany(a => a.Reactions).HasForeignKey(r => r.AnnouncementId);
        builder.HasOne<Actor>().WithMany().HasForeignKey(r => r.ActorId);
    }
}
