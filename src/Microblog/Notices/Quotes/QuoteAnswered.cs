using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices.Quotes;

/// <summary>It was decided whether somebody elsewhere may quote a notice from here.</summary>
/// <param name="AnswerId">Makes each answer an activity of its own.</param>
/// <param name="AuthorId">The author of the notice.</param>
/// <param name="StampId">Null when they may not.</param>
public sealed record QuoteAnswered(
    long AnswerId, long AuthorId, Uri RequestUri, long QuoterId, Uri QuotedUri, Uri QuotingUri, long? StampId) : IFact
{
    public string Lane => AuthorId.ToString(CultureInfo.InvariantCulture);
}
