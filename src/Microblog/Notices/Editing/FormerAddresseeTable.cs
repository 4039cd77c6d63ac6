using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Notices.Editing;

internal sealed class FormerAddresseeTable : IEntityTypeConfiguration<FormerAddressee>
{
    public void Configure(EntityTypeBuilder<FormerAddressee> builder)
    {
        builder.HasKey(a => new { a.NoticeId, a.ActorId });
        builder.HasOne<Notice>().WithMany().HasForeignKey(a => a.NoticeId);
        builder.HasOne(a => a.Actor).WithMany().HasForeignKey(a => a.ActorId);
    }
}
