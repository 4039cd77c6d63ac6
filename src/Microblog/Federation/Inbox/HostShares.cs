using System.Globalization;
using System.Threading.RateLimiting;
using Microblog.Web;

namespace Microblog.Federation.Inbox;

/// <summary>How much one server may send us, whatever the addresses it sends from. <see cref="RequestLimits"/> asks the same of an address.</summary>
/// <remarks>Source: security catalogue §6. Only what is signed by the server counts: otherwise anybody could use up another's share.</remarks>
public sealed class HostShares(MicroblogSettings settings) : IDisposable
{
    /// <summary>What a server may send for as long as it likes.</summary>
    public const int PerSecond = 50;

    /// <summary>What it may send at once after a while of silence.</summary>
    public const int Burst = 3_000;

    private readonly PartitionedRateLimiter<string> hosts = PartitionedRateLimiter.Create<string, string>(host =>
        RateLimitPartition.GetTokenBucketLimiter(host, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));

    /// <summary>Counts one activity.</summary>
    /// <returns>After how many seconds there is room again, for <c>Retry-After</c>; null when there is.</returns>
    public string? WaitOf(string host)
    {
        if (!settings.RateLimits.Enabled)
            return null;
        using var lease = hosts.AttemptAcquire(host);
        if (lease.IsAcquired)
            return null;
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after.TotalSeconds : 1;
        return Math.Ceiling(Math.Max(1, wait)).ToString(CultureInfo.InvariantCulture);
    }

    public void Dispose() => hosts.Dispose();
}
