using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Reactions;

/// <summary>Somebody here repeated a notice.</summary>
/// <param name="RepeatId">The repeat, itself a notice.</param>
public sealed record NoticeRepeated(long RepeatId, long AuthorId) : IFact
{
    public string Lane => AuthorId.ToString(CultureInfo.InvariantCulture);
}
