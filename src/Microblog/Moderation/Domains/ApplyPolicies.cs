using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Outgoing;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Domains;

/// <summary>Brings what is stored into line with the policies: how each server stands, the follows across, what waits to be sent there.</summary>
/// <remarks>Run twice, or over what is in line already, it does nothing. Nothing is deleted but follows, and those are remembered.</remarks>
public sealed class ApplyPolicies(Db db, DomainPolicies policies, SeverFollows sever, JobAdmin queue, FederationSettings settings)
{
    /// <summary>A number that other programs on the same PostgreSQL are unlikely to lock.</summary>
    private const long PostgreSqlLock = 0x4D4943524F504F4C;

    /// <summary>Hosts in one statement.</summary>
    private const int Chunk = 500;

    /// <summary>Changes policies and applies them, all in one transaction; of several who decide, one after the other.</summary>
    public async Task AfterAsync(Func<Task> change, CancellationToken ct)
    {
        try
        {
            await db.InOneTransactionAsync(
                async () =>
                {
                    if (!db.Database.IsSqlite())
                        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({PostgreSqlLock})", ct);
                    await change();
                    await ApplyAsync(ct);
                },
                ct);
        }
        finally
        {
            // Also when it failed: what is in memory may have been read in between.
            policies.Changed();
        }

        // Not in the transaction, where it would wait for lanes that others hold; until it is done, each is refused when its turn comes.
        await DropDeliveriesAsync(ct);
    }

    /// <summary>Applies the policies as they are.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        if ((await OutOfLineAsync(await RulesAsync(ct), ct)).Count > 0)
            await AfterAsync(() => Task.CompletedTask, ct);
        else
            await DropDeliveriesAsync(ct);
    }

    private async Task<HostRules> RulesAsync(CancellationToken ct) =>
        new(await db.DomainPolicies.AsNoTracking().ToListAsync(ct), settings.AllowListMode);

    private async Task<List<Wrong>> OutOfLineAsync(HostRules rules, CancellationToken ct)
    {
        var stored = await db.Actors.Where(a => a.Host != "").Select(a => new { a.Host, a.HostStanding }).Distinct().ToListAsync(ct);
        return [.. stored
            .Select(s => new Wrong(s.Host, s.HostStanding, rules.Of(s.Host).Standing))
            .Where(w => w.Is != w.ShouldBe)];
    }

    private async Task ApplyAsync(CancellationToken ct)
    {
        var wrong = await OutOfLineAsync(await RulesAsync(ct), ct);
        foreach (var group in wrong.GroupBy(w => w.ShouldBe))
        {
            foreach (var some in group.Select(w => w.Host).Distinct(StringComparer.Ordinal).Chunk(Chunk))
                await StandAsync(some, group.Key, ct);
        }

        var opened = wrong.Where(w => w.Is == HostStanding.Blocked).Select(w => w.Host).Distinct(StringComparer.Ordinal);
        await sever.BringBackAsync([.. opened], ct);
    }

    private async Task StandAsync(string[] hosts, HostStanding standing, CancellationToken ct)
    {
        await db.Actors
            .Where(a => hosts.Contains(a.Host) && a.HostStanding != standing)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.HostStanding, standing), ct);
        if (standing == HostStanding.Blocked)
            await sever.RunAsync(hosts, ct);
    }

    private async Task DropDeliveriesAsync(CancellationToken ct)
    {
        var rules = await RulesAsync(ct);
        var lanes = await db.Lanes.Where(l => l.IsDelivery).Select(l => l.Name).ToListAsync(ct);
        foreach (var lane in lanes.Where(l => rules.Of(Lane.HostIn(l)).IsBlocked))
            await queue.DropLaneIfAnyAsync(lane, ct);
    }

    /// <summary>A server some of whose actors do not stand as the policies say.</summary>
    private sealed record Wrong(string Host, HostStanding Is, HostStanding ShouldBe);
}
