using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Notices.Polls;

internal sealed class PollTable : IEntityTypeConfiguration<Poll>
{
    public void Configure(EntityTypeBuilder<Poll> builder)
    {
        builder.ToTable("Polls");
        builder.HasKey(p => p.NoticeId);
        builder.HasOne<Notice>().WithOne(n => n.Poll).HasForeignKey<Poll>(p => p.NoticeId);
        builder.HasMany(p => p.Options).WithOne().HasForeignKey(o => o.NoticeId);
        builder.HasMany(p => p.Votes).WithOne().HasForeignKey(v => v.NoticeId);
    }
}

internal sealed class PollOptionTable : IEntityTypeConfiguration<PollOption>
{
    public void Configure(EntityTypeBuilder<PollOption> builder)
    {
        builder.ToTable("PollOptions");
        builder.HasKey(o => new { o.NoticeId, o.Position });
    }
}

internal sealed class PollVoteTable : IEntityTypeConfiguration<PollVote>
{
    public void Configure(EntityTypeBuilder<PollVote> builder)
    {
        builder.ToTable("PollVotes");
        builder.HasKey(v => new { v.NoticeId, v.ActorId, v.Position });
        builder.HasOne(v => v.Actor).WithMany().HasForeignKey(v => v.ActorId);
    }
}
