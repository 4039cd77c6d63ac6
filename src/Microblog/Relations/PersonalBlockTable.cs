using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Relations;

internal sealed class PersonalBlockTable : IEntityTypeConfiguration<PersonalBlock>
{
    public void Configure(EntityTypeBuilder<PersonalBlock> builder)
    {
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.HasIndex(b => new { b.BlockerId, b.BlockedId }).IsUnique();
        builder.HasOne(b => b.Blocker).WithMany(a => a.Blocking).HasForeignKey(b => b.BlockerId);
        builder.HasOne(b => b.Blocked).WithMany(a => a.BlockedBy).HasForeignKey(b => b.BlockedId);
    }
}
