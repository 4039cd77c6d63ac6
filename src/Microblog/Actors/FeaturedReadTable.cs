using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Actors;

internal sealed class FeaturedReadTable : IEntityTypeConfiguration<FeaturedRead>
{
    public void Configure(EntityTypeBuilder<FeaturedRead> builder)
    {
        builder.HasKey(r => r.ActorId);
        builder.Property(r => r.ActorId).ValueGeneratedNever();
        builder.HasOne<Actor>().WithOne().HasForeignKey<FeaturedRead>(r => r.ActorId);
    }
}
