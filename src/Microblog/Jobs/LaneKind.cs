namespace Microblog.Jobs;

/// <summary>What a lane needs while it runs, and so with which others it shares slots.</summary>
public enum LaneKind
{
    /// <summary>Works on our own database.</summary>
    Work,

    /// <summary>Waits for a host that answered last.</summary>
    Delivery,

    /// <summary>Waits for a host that failed or was slow a while ago, or was never seen alive.</summary>
    Doubtful,

    /// <summary>Waits for documents of hosts that answer.</summary>
    Fetch,

    /// <summary>Waits for documents of a host that failed or was slow a while ago, or has never answered.</summary>
    DoubtfulFetch,
}
