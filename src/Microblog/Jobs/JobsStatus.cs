namespace Microblog.Jobs;

/// <summary>What the queue holds, as an administrator looks at it.</summary>
/// <param name="Lanes">Those in which something waits or that are in trouble; trouble first, then by name.</param>
/// <param name="Failed">Jobs that failed for good, the latest first.</param>
public sealed record JobsStatus(IReadOnlyList<LaneStatus> Lanes, IReadOnlyList<FailedJob> Failed)
{
    public int Waiting => Lanes.Sum(l => l.Waiting);
}

/// <summary>One lane.</summary>
/// <param name="Waiting">Jobs that wait or run, recurring tasks aside.</param>
/// <param name="WaitingSince">When the oldest of them was due.</param>
/// <param name="NextTryAt">When the first of them may run; null when none waits.</param>
/// <param name="IsRunning">A node works on it now.</param>
/// <param name="Failures">Failures in a row.</param>
/// <param name="LastError">First line only.</param>
public sealed record LaneStatus(
    string Name,
    int Waiting,
    DateTimeOffset? WaitingSince,
    DateTimeOffset? NextTryAt,
    bool IsRunning,
    int Failures,
    DateTimeOffset? FailingSince,
    string? LastError);

/// <summary>A job that failed for good, with its exception.</summary>
public sealed record FailedJob(long Id, string Lane, string Kind, string Payload, int Attempts, DateTimeOffset FailedAt, string Exception);
