using System.Globalization;
using Microblog.Jobs;
using Microblog.Notices;

namespace Microblog.Reactions;

/// <summary>Somebody here took a repeat back; its row is gone, so the fact carries what others must be told.</summary>
/// <param name="Visibility">That of the repeat.</param>
/// <param name="OriginalUri">What was repeated.</param>
/// <param name="OriginalAuthorId">Who wrote that.</param>
public sealed record RepeatEnded(
    Uri RepeatUri, long AuthorId, Visibility Visibility, DateTimeOffset RepeatedAt, Uri OriginalUri, long OriginalAuthorId) : IFact
{
    public string Lane => AuthorId.ToString(CultureInfo.InvariantCulture);
}
