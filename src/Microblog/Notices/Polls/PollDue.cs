using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices.Polls;

/// <summary>The time of a poll has come: of one from here raised when it is posted, of another when somebody here votes in it.</summary>
/// <param name="At">Part of the lane: an edit may bring the end forward, and must not wait for the former end.</param>
public sealed record PollDue(long NoticeId, DateTimeOffset At) : IFact
{
    /// <summary>How long a poll from elsewhere has been over before we say so: its server may tell us the last counts meanwhile.</summary>
    public static readonly TimeSpan LastCounts = TimeSpan.FromMinutes(5);

    public string Lane => string.Create(CultureInfo.InvariantCulture, $"end {NoticeId} {At.ToUnixTimeMilliseconds()}");
}
