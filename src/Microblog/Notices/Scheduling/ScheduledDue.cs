using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices.Scheduling;

/// <summary>The time of a notice has come that was to be posted later. Raised for that time when it is scheduled.</summary>
/// <param name="At">Part of the lane: another time may be earlier, and must not wait for the former.</param>
public sealed record ScheduledDue(long ScheduledId, DateTimeOffset At) : IFact
{
    public string Lane => string.Create(CultureInfo.InvariantCulture, $"scheduled {ScheduledId} {At.ToUnixTimeMilliseconds()}");
}
