namespace Microblog.Jobs;

/// <summary>What the queue holds, as an administrator looks at it.</summary>
/// <param name="Waiting">Jobs that wait or run, recurring tasks aside.</param>
/// <param name="Lanes">Those in which something waits or that are in trouble; the most in trouble first, then by name; two hundred at most.</param>
/// <param name="MoreLanes">There are others.</param>
/// <param name="Failed">Jobs that failed for good, the latest first; a hundred at most.</param>
public sealed record JobsStatus(int Waiting, IReadOnlyList<LaneStatus> Lanes, bool MoreLanes, IReadOnlyList<FailedJob> Failed);

/// <summary>One lane.</summary>
/// <param name="Waiting">Jobs that wait or run, recurring tasks aside.</param>
/// <param name="WaitingSince">When the oldest of them was due.</param>
/// <param name="NextTryAt">When the first of them may run; null when none waits.</param>
/// <param name="IsRunning">A node works on it now.</param>
/// <param name="Failures">Failures in a row.</param>
/// <param name="LastError">First line only.</param>
/// <param name="MissedFrom">Of a host that is behind: the first activity of which no deliveries are stored.</param>
/// <param name="AliveAt">When the host was last seen alive, to the day; null when it never was, or this is no host.</param>
public sealed record LaneStatus(
    string Name,
    int Waiting,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? NextTryAt,
    bool IsRunning,
    int Failures,
    DateTimeOffset? FailingSince,
    string? LastError,
    long? MissedFrom,
    DateTimeOffset? AliveAt)
{
    public bool IsCircuitOpen => Failures >= Lane.OpensAfter;

    /// <summary>When the first activity that it missed was sent to the others; null for a lane that is not behind.</summary>
    public DateTimeOffset? MissedSince => MissedFrom is { } id ? Data.Snowflake.TimeOf(id) : null;

    /// <summary>It was given up: nobody asks it until it is heard from.</summary>
    public bool IsGivenUp => MissedFrom is not null && NextTryAt is null && !IsRunning;
}

/// <summary>A job that failed for good, with its exception.</summary>
public sealed record FailedJob(long Id, string Lane, string Kind, string Payload, int Attempts, DateTimeOffset FailedAt, string Exception)
{
    /// <summary><see cref="Kind"/> in words: <c>Distribute notice</c>.</summary>
    public string Work => string.Concat(Kind.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
}
