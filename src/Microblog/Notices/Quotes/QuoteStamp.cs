using Microblog.Actors;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Notices.Quotes;

/// <summary>The proof that somebody here agrees to be quoted in one particular notice, wherever that is.</summary>
/// <remarks>Source: FEP-044f, QuoteAuthorization. It stays when it is taken back, so that the same quote is not agreed to again.</remarks>
public sealed class QuoteStamp
{
    /// <summary>Most stamps for one notice that one actor gets: who wants more gets none.</summary>
    public const int MostPerActor = 20;

    public required long Id { get; init; }
    public required long QuotedId { get; init; }
    public Notice? Quoted { get; init; }
    public required Uri QuotingUri { get; init; }

    /// <summary>Who quotes.</summary>
    public required long QuoterId { get; init; }
    public Actor? Quoter { get; init; }
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Null while it holds.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class QuoteStampTable : IEntityTypeConfiguration<QuoteStamp>
{
    public void Configure(EntityTypeBuilder<QuoteStamp> builder)
    {
        builder.ToTable("QuoteStamps");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => new { s.QuotedId, s.QuotingUri }).IsUnique();
        builder.HasOne(s => s.Quoted).WithMany().HasForeignKey(s => s.QuotedId);
        builder.HasOne(s => s.Quoter).WithMany().HasForeignKey(s => s.QuoterId);
    }
}
