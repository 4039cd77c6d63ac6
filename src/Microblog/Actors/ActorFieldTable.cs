using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Actors;

internal sealed class ActorFieldTable : IEntityTypeConfiguration<ActorField>
{
    public void Configure(EntityTypeBuilder<ActorField> builder)
    {
        builder.HasKey(f => new { f.ActorId, f.Position });
        builder.HasOne<Actor>().WithMany(a => a.Fields).HasForeignKey(f => f.ActorId);
    }
}
