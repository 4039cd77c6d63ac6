using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices.Polls;

/// <summary>The time of a poll from here has come. Raised for that time when it is posted.</summary>
/// <param name="At">Part of the lane: an edit may bring the end forward, and must not wait for the former end.</param>
public sealed record PollDue(long NoticeId, DateTimeOffset At) : IFact
{
    public string Lane => string.Create(CultureInfo.InvariantCulture, $"end {NoticeId} {At.ToUnixTimeMilliseconds()}");
}

/// <summary>A poll from here has new counts, or is over.</summary>
/// <param name="IsFinal">It is over: told at once, past counts that are still being gathered.</param>
public sealed record PollCounted(long NoticeId, long AuthorId, bool IsFinal) : IFact
{
    public string Lane => string.Create(CultureInfo.InvariantCulture, $"{(IsFinal ? "end" : "counts")} {NoticeId}");
}

/// <summary>Somebody here voted in a poll from elsewhere.</summary>
/// <param name="Positions">What they chose.</param>
public sealed record VoteCast(long NoticeId, long VoterId, IReadOnlyList<int> Positions) : IFact
{
    public string Lane => VoterId.ToString(CultureInfo.InvariantCulture);
}
