using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Microblog.Notices.Quotes;

/// <summary>A notice quotes another.</summary>
/// <remarks>Source: FEP-044f. It is shown with what it quotes only once the quoted author's consent is proven.</remarks>
public sealed class Quote
{
    /// <summary>The notice that quotes.</summary>
    public required long NoticeId { get; init; }
    public Notice? Notice { get; init; }

    /// <summary>The notice that is quoted; null while we do not have it, and once it is deleted.</summary>
    public long? QuotedId { get; set; }
    public Notice? Quoted { get; init; }

    public required Uri QuotedUri { get; init; }
    public required QuoteState State { get; set; }

    /// <summary>
    /// The stamp that proves the consent, or that the quoting notice claims to; null for none, and for quotes of oneself.
    /// </summary>
    public Uri? StampUri { get; set; }

    /// <summary>The QuoteRequest by which we asked; null where there was nothing to ask, and for quotes from elsewhere.</summary>
    public Uri? RequestUri { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>Whether the author of what is quoted agrees.</summary>
public enum QuoteState
{
    /// <summary>Nothing was answered, or nothing is proven.</summary>
    Pending = 0,

    Approved = 1,

    /// <summary>They said no.</summary>
    Refused = 2,

    /// <summary>They said yes, and took it back.</summary>
    Revoked = 3,
}

internal sealed class QuoteTable : IEntityTypeConfiguration<Quote>
{
    public void Configure(EntityTypeBuilder<Quote> builder)
    {
        builder.ToTable("Quotes");
        builder.HasKey(q => q.NoticeId);
        builder.Property(q => q.NoticeId).ValueGeneratedNever();
        builder.HasIndex(q => new { q.QuotedId, q.NoticeId }).HasFilter("quoted_id is not null");
        builder.HasIndex(q => q.RequestUri).HasFilter("request_uri is not null");
        builder.HasIndex(q => q.StampUri).HasFilter("stamp_uri is not null");
        builder.HasOne(q => q.Notice).WithOne(n => n.Quote).HasForeignKey<Quote>(q => q.NoticeId);
        builder.HasOne(q => q.Quoted).WithMany(n => n.Quotes).HasForeignKey(q => q.QuotedId).OnDelete(DeleteBehavior.SetNull);
    }
}
