using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices;

/// <summary>A notice came from elsewhere.</summary>
public sealed record NoticeHeard(long NoticeId, long AuthorId) : IFact
{
    public string Lane => AuthorId.ToString(CultureInfo.InvariantCulture);
}
