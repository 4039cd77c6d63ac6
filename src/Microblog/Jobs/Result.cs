namespace Microblog.Jobs;

/// <summary>What is to be written about a job that ran, or about the lane it ran in.</summary>
internal abstract record Result;

/// <summary>How one job ended.</summary>
internal sealed record JobResult(Job Job, JobEnding Ending, string? Error, DateTimeOffset At) : Result
{
    /// <summary>The lane may go on at once: this job is no longer at its head.</summary>
    public bool LeavesLane => Ending is not JobEnding.TryAgain;

    /// <summary>A delivery that was set aside has come through after all.</summary>
    public bool IsLateDelivery { get; private init; }

    public static JobResult Of(Job job, Outcome outcome, DateTimeOffset now) => new(job, EndingOf(job, outcome, now), outcome.Error, now)
    {
        IsLateDelivery = outcome is { IsRetry: false, IgnoredBecause: null } && job.ActivityId is not null && Lane.IsAside(job.Lane),
    };

    private static JobEnding EndingOf(Job job, Outcome outcome, DateTimeOffset now)
    {
        if (!outcome.IsRetry)
            return job.RecursEvery is null ? JobEnding.Done : JobEnding.Recurs;
        if (job.RecursEvery is not null)
            return JobEnding.Recurs;
        if (outcome.IsExpendable && (job.Attempts + 1 >= BackOff.MaxAttempts || now - job.DueAt >= BackOff.ExpendableFor))
            return JobEnding.Done;
        if (job.ActivityId is null && job.Attempts + 1 >= BackOff.MaxAttempts)
            return JobEnding.Failed;
        return outcome.IsPerhapsOnlyThis && job.Attempts + 1 == BackOff.SetAsideAfter ? JobEnding.SetAside : JobEnding.TryAgain;
    }
}

internal enum JobEnding
{
    Done,
    Recurs,
    TryAgain,

    /// <summary>Moved to a lane of its own, where it is tried again.</summary>
    SetAside,

    /// <summary>Kept with its error until an administrator decides.</summary>
    Failed,
}

/// <summary>How a lane is to be given back.</summary>
/// <param name="Failures">In a row, this one included.</param>
/// <param name="Wait">Until it is tried again; null when its next job may go at once.</param>
/// <param name="WorkedBefore">Other jobs of the lane were done before the one that failed, so that its trouble begins now.</param>
internal sealed record LaneResult(
    string Lane, LaneEnding Ending, int Failures = 0, string? Error = null, TimeSpan? Wait = null, bool WorkedBefore = false) : Result
{
    /// <summary>For how long the other side itself asked to be left alone; null when it did not.</summary>
    public TimeSpan? Rest { get; private init; }

    /// <summary>The other side took longer than <see cref="Jobs.Lane.SlowAfter"/> to answer something.</summary>
    public bool IsSlow { get; init; }

    public static LaneResult Troubled(Lane lane, Outcome outcome, bool leavesLane, bool workedBefore)
    {
        var failures = workedBefore ? 1 : lane.Failures + 1;
        return new(
            lane.Name,
            LaneEnding.Troubled,
            failures,
            ErrorText.FirstLine(outcome.Error!),
            leavesLane ? BackOff.Asked(outcome.RetryAfter) : BackOff.After(failures, outcome.RetryAfter),
            workedBefore)
        {
            Rest = BackOff.Asked(outcome.RetryAfter),
        };
    }
}

internal enum LaneEnding
{
    /// <summary>What was tried went well.</summary>
    Well,

    /// <summary>Nothing was tried: it is as well or unwell as before.</summary>
    Untried,

    /// <summary>Given back as it was, because this process is stopping.</summary>
    Left,

    Troubled,
}
