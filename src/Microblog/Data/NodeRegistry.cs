using Microsoft.EntityFrameworkCore;

namespace Microblog.Data;

/// <summary>Gives this process a number that no living process on the same database has, and keeps it.</summary>
public sealed class NodeRegistry(Db db, NodeNumber node, TimeProvider clock)
{
    /// <summary>How long after its last sign of life a node counts as dead.</summary>
    public static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(15);

    /// <summary>Takes the smallest free number.</summary>
    /// <exception cref="InvalidOperationException">All 64 numbers are in use.</exception>
    public async Task JoinAsync(CancellationToken ct)
    {
        for (var attempt = 0; attempt < Node.MaxNodes; attempt++)
        {
            await BuryTheDeadAsync(ct);
            var taken = await db.Nodes.Select(n => n.Number).ToListAsync(ct);
            var free = Enumerable.Range(0, Node.MaxNodes).Except(taken).DefaultIfEmpty(-1).First();
            if (free < 0)
                break;
            if (await TryTakeAsync(free, ct))
            {
                node.Set(free);
                return;
            }
        }

        throw new InvalidOperationException("64 processes use this database already; stop one first");
    }

    /// <summary>Says that this process lives, and frees what dead ones had leased.</summary>
    public async Task BeatAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var alive = await db.Nodes
            .Where(n => n.Number == node.Value && n.Process == node.Process)
            .ExecuteUpdateAsync(n => n.SetProperty(x => x.SeenAt, now), ct);
        if (alive == 0)
            await JoinAsync(ct);
        else
            await BuryTheDeadAsync(ct);
    }

    public Task LeaveAsync(CancellationToken ct) => RemoveAsync(n => n.Process == node.Process, ct);

    /// <summary>Declares every other process dead: right when this one holds the only lock on the database's file.</summary>
    public Task BuryAllOthersAsync(CancellationToken ct) => RemoveAsync(n => n.Process != node.Process, ct);

    private async Task BuryTheDeadAsync(CancellationToken ct)
    {
        var lastSign = clock.GetUtcNow() - DeadAfter;
        await RemoveAsync(n => n.SeenAt < lastSign, ct);

        // One that was buried while it slept may have woken, taken lanes and died before it could join again.
        await db.Lanes
            .Where(l => l.LeasedBy != null && !db.Nodes.Any(n => n.Process == l.LeasedBy))
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.LeasedBy, (string?)null), ct);
    }

    private async Task RemoveAsync(System.Linq.Expressions.Expression<Func<Node, bool>> which, CancellationToken ct)
    {
        var gone = await db.Nodes.Where(which).Select(n => new { n.Number, n.Process }).ToListAsync(ct);
        foreach (var dead in gone)
        {
            await db.Lanes.Where(l => l.LeasedBy == dead.Process)
                .ExecuteUpdateAsync(l => l.SetProperty(x => x.LeasedBy, (string?)null), ct);
            await db.Nodes.Where(n => n.Number == dead.Number && n.Process == dead.Process).ExecuteDeleteAsync(ct);
        }
    }

    private async Task<bool> TryTakeAsync(int number, CancellationToken ct)
    {
        try
        {
            db.Nodes.Add(new Node { Number = number, Process = node.Process, SeenAt = clock.GetUtcNow() });
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another process took the same number between our look and our insert.
            return false;
        }
        finally
        {
            db.ChangeTracker.Clear();
        }
    }
}
