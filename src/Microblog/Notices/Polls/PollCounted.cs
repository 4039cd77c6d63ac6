using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices.Polls;

/// <summary>A poll from here has new counts, or is over.</summary>
/// <param name="IsFinal">It is over: told at once, past counts that are still being gathered.</param>
public sealed record PollCounted(long NoticeId, long AuthorId, bool IsFinal) : IFact
{
    public string Lane => string.Create(CultureInfo.InvariantCulture, $"{(IsFinal ? "end" : "counts")} {NoticeId}");
}
