namespace Microblog.Jobs;

/// <summary>What a lane needs while it runs, and so with which others it shares slots.</summary>
public enum LaneKind
{
    /// <summary>Works on our own database.</summary>
    Work,

    /// <summary>Waits for a host that answered last.</summary>
    Delivery,

    /// <summary>Waits for a host that failed last, or was never seen alive.</summary>
    Doubtful,

    /// <summary>Waits for documents of a host.</summary>
    Fetch,
}
