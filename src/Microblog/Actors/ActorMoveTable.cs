using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Actors;

internal sealed class ActorMoveTable : IEntityTypeConfiguration<ActorMove>
{
    public void Configure(EntityTypeBuilder<ActorMove> builder)
    {
        builder.HasKey(m => m.ActorId);
        builder.Property(m => m.ActorId).ValueGeneratedNever();
        builder.HasOne<Actor>().WithOne().HasForeignKey<ActorMove>(m => m.ActorId);
        builder.HasOne<Actor>().WithMany().HasForeignKey(m => m.TargetId);
    }
}
