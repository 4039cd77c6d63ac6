namespace Microblog.Jobs;

/// <summary>How long to wait after failures.</summary>
public static class BackOff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Attempts of one job that is not a delivery before it is kept as failed.</summary>
    public const int MaxAttempts = 8;

    /// <summary>How long work that nobody here asked for waits for a host that does not answer.</summary>
    public static readonly TimeSpan ExpendableFor = TimeSpan.FromDays(1);

    /// <summary>Attempts after which a job whose trouble may be its own makes way for the rest of its lane.</summary>
    public const int SetAsideAfter = 3;

    /// <summary>Waits after a failure.</summary>
    /// <param name="failures">Failures in a row, at least 1.</param>
    /// <returns>5 s, doubling, at most an hour.</returns>
    /// <remarks>Source: ActivityPub §7.1 asks for retries after network errors and leaves the schedule to us.</remarks>
    public static TimeSpan After(int failures)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(failures, 1);
        return failures > 10 ? Longest : Min(First * Math.Pow(2, failures - 1), Longest);
    }

    /// <summary>The longer of our own schedule and what the other side asked for, the latter believed up to an hour.</summary>
    public static TimeSpan After(int failures, TimeSpan? asked) =>
        asked is { } wait && wait > After(failures) ? Min(wait, Longest) : After(failures);

    /// <summary>What the other side asked for, as far as it is believed; null for nothing.</summary>
    public static TimeSpan? Asked(TimeSpan? wait) => wait is { } asked ? Min(asked, Longest) : null;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
