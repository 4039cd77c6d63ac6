using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices;

/// <summary>A local author posted a notice. Raised in the same transaction that stores it.</summary>
public sealed record NoticePosted(long NoticeId, long AuthorId) : IFact
{
    public string Lane => AuthorId.ToString(CultureInfo.InvariantCulture);
}
