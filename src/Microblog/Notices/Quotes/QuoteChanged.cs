using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices.Quotes;

/// <summary>A notice from here says something else about quotes than before, and is the same otherwise: whom it quotes has answered or taken that
/// back, or others may quote it.</summary>
/// <param name="ChangeId">Makes each change an activity of its own.</param>
public sealed record QuoteChanged(long ChangeId, long NoticeId, long AuthorId) : IFact
{
    public string Lane => AuthorId.ToString(CultureInfo.InvariantCulture);
}
