namespace Microblog.Jobs;

/// <summary>The state of one lane: when its first job may run, who runs it, and how it has been going.</summary>
/// <remarks>A database trigger makes the row when a job is inserted, so that no way of adding jobs can forget it.</remarks>
public sealed class Lane
{
    /// <summary>Prefix of the lanes of deliveries; what follows is the remote host (name and port).</summary>
    public const string HostPrefix = "host:";

    public required string Name { get; init; }

    /// <summary>Deliveries wait for others' servers and may be many at once; the rest works on our own database.</summary>
    public bool IsDelivery { get; init; }

    /// <summary>When its first job may run; null when it has none.</summary>
    public DateTimeOffset? ReadyAt { get; set; }

    /// <summary>The <see cref="Data.Node.Process"/> that works on it now.</summary>
    public string? LeasedBy { get; set; }

    /// <summary>How often in a row it failed. Beyond ten it is asked once an hour (<see cref="BackOff"/>).</summary>
    public int Failures { get; set; }

    public DateTimeOffset? FailingSince { get; set; }
    public string? LastError { get; set; }

    public static string OfHost(string host) => HostPrefix + host;

    /// <summary>The host of a delivery lane, also of one that a single job was set aside into.</summary>
    public static string HostOf(string name)
    {
        var end = name.IndexOf('/', StringComparison.Ordinal);
        return end < 0 ? name[HostPrefix.Length..] : name[HostPrefix.Length..end];
    }
}
