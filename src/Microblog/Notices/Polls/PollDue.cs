using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices.Polls;

/// <summary>The time of a poll from here has come. Raised for that time when it is posted.</summary>
/// <param name="At">Part of the lane: an edit may bring the end forward, and must not wait for the former end.</param>
public sealed record PollDue(long NoticeId, DateTimeOffset At) : IFact
{
    public string Lane => string.Create(CultureInfo.InvariantCulture, $"end {NoticeId} {At.ToUnixTimeMilliseconds()}");
}
