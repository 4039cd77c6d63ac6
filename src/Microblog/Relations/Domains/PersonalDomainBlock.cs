using Microblog.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Relations.Domains;

/// <summary>One person wants nothing to do with a whole server.</summary>
/// <remarks>Not a <see cref="Moderation.Domains.DomainPolicy"/>, which is an administrator's and everybody's. Source: Mastodon API documentation, domain_blocks.</remarks>
public sealed class PersonalDomainBlock
{
    /// <summary>Most of one person.</summary>
    public const int Most = 1_000;

    public required long Id { get; init; }
    public required long OwnerId { get; init; }
    public Actor? Owner { get; init; }

    /// <summary>As actors have it: punycode, lower case, with a port where it has one.</summary>
    public required string Host { get; init; }
}

internal sealed class PersonalDomainBlockTable : IEntityTypeConfiguration<PersonalDomainBlock>
{
    public void Configure(EntityTypeBuilder<PersonalDomainBlock> builder)
    {
        builder.ToTable("PersonalDomainBlocks");
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.HasIndex(b => new { b.OwnerId, b.Host }).IsUnique();
        builder.HasOne(b => b.Owner).WithMany(a => a.DomainBlocks).HasForeignKey(b => b.OwnerId);
    }
}
