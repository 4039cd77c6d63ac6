using System.Diagnostics;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Outgoing;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Domains;

/// <summary>Answers what holds for a server. Every door asks here: what comes in, what goes out, what is fetched, what is answered.</summary>
/// <remarks>
/// All policies are in memory. What is decided on this node counts at once; what is decided on another, or at the command line,
/// within <see cref="Kept"/>.
/// </remarks>
public sealed class DomainPolicies(IServiceScopeFactory scopes, LocalUris uris, FederationSettings settings) : IDisposable
{
    /// <summary>How long nobody asks the database whether something changed.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim reading = new(1, 1);
    private volatile Known? known;
    private int changes;

    /// <summary>What holds for a server; this one is always open.</summary>
    /// <param name="host">As <see cref="Origin.HostOf"/> spells it.</param>
    public async ValueTask<HostRule> OfAsync(string host, CancellationToken ct) =>
        host.Length == 0 || string.Equals(host, uris.Host, StringComparison.Ordinal) ? HostRule.Open : (await RulesAsync(ct)).Of(host);

    public async ValueTask<bool> IsBlockedAsync(Uri address, CancellationToken ct) => (await OfAsync(Origin.HostOf(address), ct)).IsBlocked;

    /// <summary>Something was decided here: the next question is answered anew.</summary>
    internal void Changed()
    {
        Interlocked.Increment(ref changes);
        known = null;
    }

    public void Dispose() => reading.Dispose();

    private async ValueTask<HostRules> RulesAsync(CancellationToken ct)
    {
        if (known is { } fresh && Stopwatch.GetElapsedTime(fresh.ReadAt) < Kept)
            return fresh.Rules;

        await reading.WaitAsync(ct);
        try
        {
            return known is { } read && Stopwatch.GetElapsedTime(read.ReadAt) < Kept ? read.Rules : await ReadAsync(ct);
        }
        finally
        {
            reading.Release();
        }
    }

    private async Task<HostRules> ReadAsync(CancellationToken ct)
    {
        var (before, at, last) = (Volatile.Read(ref changes), Stopwatch.GetTimestamp(), known);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var version = await VersionAsync(db, ct);
        var rules = last?.Version == version
            ? last.Rules
            : new HostRules(await db.DomainPolicies.AsNoTracking().ToListAsync(ct), settings.AllowListMode);
        if (before == Volatile.Read(ref changes))
            known = new Known(rules, version, at);
        return rules;
    }

    // One that is set, changed or lifted changes the sum; reading thousands of rows each second would be too much.
    private static Task<long> VersionAsync(Db db, CancellationToken ct) => db.Database
        .SqlQuery<long>($"""SELECT CAST(coalesce(sum(changed_at), 0) + count(*) AS bigint) AS "Value" FROM domain_policies""")
        .SingleAsync(ct);

    private sealed record Known(HostRules Rules, long Version, long ReadAt);
}
