using System.Globalization;

namespace Microblog.Jobs;

/// <summary>The state of one lane: when its first job may run, who runs it, and how it has been going.</summary>
/// <remarks>A database trigger makes the row when a job is inserted, so that no way of adding jobs can forget it.</remarks>
public sealed class Lane
{
    /// <summary>Prefix of the lanes of deliveries; what follows is the remote host (name and port).</summary>
    public const string HostPrefix = "host:";

    /// <summary>Prefix, after the handlers' group, of the lanes of what waits for an answer of the hosts whose names follow.</summary>
    public const string FetchPrefix = "fetch:";

    /// <summary>Stands between the name of a lane and the number of a job that was set aside from it.</summary>
    public const string Aside = "/";

    /// <summary>Stands between a host and the number of one of several lanes in which it is waited for.</summary>
    private const string Numbered = "#";

    public required string Name { get; init; }

    /// <summary>Deliveries wait for others' servers and may be many at once; the rest works on our own database.</summary>
    public bool IsDelivery { get; init; }

    /// <summary>It waits for documents of others' servers.</summary>
    public bool IsFetch { get; init; }

    /// <summary>Of a delivery: the host failed or was slow a while ago, or was never seen alive. Of what is fetched: of one of its servers
    /// <see cref="FetchedHost"/> says so. Those in doubt have slots of their own, so that they keep no other waiting.</summary>
    public bool IsDoubtful { get; set; }

    /// <summary>When its host last failed or was slow: for <see cref="Probation"/> after that it stays in doubt, however it answers. Null of a host that
    /// never was, or that has been well for so long.</summary>
    public DateTimeOffset? TroubledAt { get; set; }

    /// <summary>Until when the host itself asked to be left alone (<c>Retry-After</c>). Nothing but an administrator overrides it.</summary>
    public DateTimeOffset? RestUntil { get; set; }

    /// <summary>When its first job may run, or what it missed be derived; null when there is nothing to do.</summary>
    public DateTimeOffset? ReadyAt { get; set; }

    /// <summary>The <see cref="Data.Node.Process"/> that works on it now.</summary>
    public string? LeasedBy { get; set; }

    /// <summary>How often in a row it failed. From <see cref="OpensAfter"/> on it is asked once an hour (<see cref="BackOff"/>).</summary>
    public int Failures { get; set; }

    public DateTimeOffset? FailingSince { get; set; }
    public string? LastError { get; set; }

    /// <summary>Of a host that is behind: the first activity (its id; ids sort by time) for which no deliveries are stored. They are derived
    /// again once the jobs of the lane are done, from this one on. Null for a host that keeps up.</summary>
    public long? MissedFrom { get; set; }

    /// <summary>When the host last answered us or sent us something, to the day; null when it never did.</summary>
    public DateTimeOffset? AliveAt { get; set; }

    /// <summary>Failures in a row with which a host's circuit is open.</summary>
    public const int OpensAfter = 10;

    /// <summary>Who takes longer to answer is slow: answers that come just before a request is given up would otherwise hold a slot for as long as silence.</summary>
    public static readonly TimeSpan SlowAfter = TimeSpan.FromSeconds(3);

    /// <summary>How long a host stays in doubt after trouble: one that answers well and badly by turns would be out of doubt each time it is bad.</summary>
    public static readonly TimeSpan Probation = TimeSpan.FromMinutes(10);

    public static string OfHost(string host) => HostPrefix + host;

    /// <summary>The lane, among a fact's listeners, of what is to be fetched from a host.</summary>
    public static string OfFetch(string host) => FetchPrefix + host;

    /// <summary>Likewise, where work with one host is done in several lanes side by side.</summary>
    public static string OfFetch(string host, long number) => $"{OfFetch(host)}{Numbered}{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The hosts from which something is fetched in this lane; none for any other lane.</summary>
    public static string[] FetchedIn(string name)
    {
        var start = name.IndexOf(" " + FetchPrefix, StringComparison.Ordinal);
        if (start < 0)
            return [];
        var hosts = name[(start + 1 + FetchPrefix.Length)..].Split(Aside, 2)[0];
        return [.. hosts.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(host => host.Split(Numbered, 2)[0])];
    }

    /// <summary>A host's own lane, not that of one delivery which was set aside.</summary>
    public static bool IsHost(string name) => name.StartsWith(HostPrefix, StringComparison.Ordinal) && !name.Contains(Aside, StringComparison.Ordinal);

    /// <summary>That of one delivery which was set aside from a host's.</summary>
    public static bool IsAside(string name) => name.StartsWith(HostPrefix, StringComparison.Ordinal) && name.Contains(Aside, StringComparison.Ordinal);

    /// <summary>The host whose lane this is, or from whose lane it was set aside.</summary>
    public static string HostIn(string name)
    {
        var end = name.IndexOf(Aside, StringComparison.Ordinal);
        return name[HostPrefix.Length..(end < 0 ? name.Length : end)];
    }
}
