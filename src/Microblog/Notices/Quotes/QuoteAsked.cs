using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices.Quotes;

/// <summary>Somebody here posted a notice that quotes one from elsewhere: its author is to be asked.</summary>
public sealed record QuoteAsked(long NoticeId, long AuthorId) : IFact
{
    public string Lane => AuthorId.ToString(CultureInfo.InvariantCulture);
}
