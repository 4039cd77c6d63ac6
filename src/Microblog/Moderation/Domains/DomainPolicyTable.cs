using Microblog.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Moderation.Domains;

internal sealed class DomainPolicyTable : IEntityTypeConfiguration<DomainPolicy>
{
    public void Configure(EntityTypeBuilder<DomainPolicy> builder)
    {
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasIndex(p => p.Host).IsUnique();
        builder.HasOne(p => p.By).WithMany().HasForeignKey(p => p.ById);
    }
}

internal sealed class SeveredFollowTable : IEntityTypeConfiguration<SeveredFollow>
{
    public void Configure(EntityTypeBuilder<SeveredFollow> builder)
    {
        builder.HasKey(s => new { s.FollowerId, s.FollowedId });
        builder.HasIndex(s => s.Host);
        builder.HasOne<Actor>().WithMany().HasForeignKey(s => s.FollowerId);
        builder.HasOne<Actor>().WithMany().HasForeignKey(s => s.FollowedId);
    }
}

internal sealed class StandingActors : IEntityTypeConfiguration<Actor>
{
    public void Configure(EntityTypeBuilder<Actor> builder) => builder.HasIndex(a => new { a.Host, a.HostStanding });
}
