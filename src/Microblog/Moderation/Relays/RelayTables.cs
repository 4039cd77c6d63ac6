using Microblog.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Moderation.Relays;

internal static class RelayTables
{
    extension(Db db)
    {
        public DbSet<Relay> Relays => db.Set<Relay>();

        /// <summary>Whether that actor is a relay that let us in.</summary>
        public Task<bool> IsRelayAsync(long actorId, CancellationToken ct) =>
            db.Relays.AnyAsync(r => r.ActorId == actorId && r.State == RelayState.Accepted, ct);
    }
}

internal sealed class RelayTable : IEntityTypeConfiguration<Relay>
{
    public void Configure(EntityTypeBuilder<Relay> builder)
    {
        builder.ToTable("Relays");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => r.Inbox).IsUnique();
        builder.HasIndex(r => r.FollowUri).IsUnique();
        builder.HasOne(r => r.Actor).WithMany().HasForeignKey(r => r.ActorId).OnDelete(DeleteBehavior.SetNull);
    }
}
