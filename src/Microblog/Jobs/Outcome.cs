namespace Microblog.Jobs;

/// <summary>How a handler ended. A stranger's nonsense is not an exception: it is ignored, with the reason kept.</summary>
public sealed record Outcome
{
    public static Outcome Done { get; } = new();

    public string? IgnoredBecause { get; private init; }

    /// <summary>Nothing was tried, so that it says nothing of how its lane is going.</summary>
    public bool IsUntried { get; private init; }

    /// <summary>What went wrong, when it should be tried again.</summary>
    public string? Error { get; private init; }

    /// <summary>How long the other side asked us to wait; null leaves it to the schedule.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>The trouble may be this job's alone: after a few tries it is set aside so that its lane can go on.</summary>
    public bool IsPerhapsOnlyThis { get; private init; }

    /// <summary>Nobody here asked for it: once it has been tried often or for long enough it is left, and not kept for an administrator.</summary>
    public bool IsExpendable { get; private init; }

    /// <summary>How long the other side let us wait for its answer; null where nobody was asked, or it does not matter.</summary>
    public TimeSpan? Waited { get; init; }

    public bool IsRetry => Error is not null;

    public static Outcome Ignored(string because) => new() { IgnoredBecause = because };

    /// <summary>There was nothing to do, and nobody was asked.</summary>
    public static Outcome Untried(string because) => new() { IgnoredBecause = because, IsUntried = true };

    public static Outcome Retry(string error, TimeSpan? after = null, bool perhapsOnlyThis = false) =>
        new() { Error = ErrorText.Clean(error), RetryAfter = after, IsPerhapsOnlyThis = perhapsOnlyThis };

    /// <summary>What a stranger spoke of could not be fetched. It is tried again for a while; any number of such things leaves nothing behind.</summary>
    public static Outcome Unreachable(string error) =>
        new() { Error = ErrorText.Clean(error), IsPerhapsOnlyThis = true, IsExpendable = true };
}
