using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Actors;

internal sealed class ActorAliasTable : IEntityTypeConfiguration<ActorAlias>
{
    public void Configure(EntityTypeBuilder<ActorAlias> builder)
    {
        builder.HasKey(a => new { a.ActorId, a.Uri });
        builder.HasOne<Actor>().WithMany(a => a.Aliases).HasForeignKey(a => a.ActorId);
    }
}
