using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices.Quotes;

/// <summary>Somebody here took back that they may be quoted.</summary>
public sealed record QuoteRevoked(long StampId, long AuthorId, long QuoterId) : IFact
{
    public string Lane => AuthorId.ToString(CultureInfo.InvariantCulture);
}
