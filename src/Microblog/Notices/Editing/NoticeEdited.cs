using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices.Editing;

/// <summary>A local author changed a notice.</summary>
/// <param name="At">When: as the notice's new version says.</param>
/// <param name="FormerlyNamed">Actors it named before and does not any more: they have the former version.</param>
public sealed record NoticeEdited(long NoticeId, long AuthorId, DateTimeOffset At, IReadOnlyList<long> FormerlyNamed) : IFact
{
    public string Lane => AuthorId.ToString(CultureInfo.InvariantCulture);
}
