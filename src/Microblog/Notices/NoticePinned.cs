using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices;

/// <summary>Somebody here put a notice of theirs at the top of their profile, or took it from there.</summary>
/// <param name="ChangeId">Makes each change an activity of its own.</param>
/// <param name="IsPinned">False when it was taken from there.</param>
public sealed record NoticePinned(long ChangeId, Uri NoticeUri, long AuthorId, bool IsPinned) : IFact
{
    public string Lane => AuthorId.ToString(CultureInfo.InvariantCulture);
}
