using Microblog.Data;
using Microblog.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Domains;

/// <summary>Ends the follows across a border that is closed, and remembers them.</summary>
public sealed class SeverFollows(Db db, JobQueue jobs, TimeProvider clock)
{
    /// <summary>Ends every follow of and by people of these servers.</summary>
    public async Task RunAsync(string[] hosts, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var across = db.Follows.Where(f => hosts.Contains(f.Follower!.Host) || hosts.Contains(f.Followed!.Host));
        var ended = await across
            .Select(f => new { f.FollowerId, f.FollowedId, f.Uri, f.IsAccepted, Host = f.Follower!.Host == "" ? f.Followed!.Host : f.Follower.Host })
            .ToListAsync(ct);
        var remembered = (await db.SeveredFollows.Where(s => hosts.Contains(s.Host)).Select(s => new { s.FollowerId, s.FollowedId }).ToListAsync(ct))
            .Select(s => (s.FollowerId, s.FollowedId))
            .ToHashSet();
        db.SeveredFollows.AddRange(ended
            .Where(f => remembered.Add((f.FollowerId, f.FollowedId)))
            .Select(f => new SeveredFollow
            {
                FollowerId = f.FollowerId,
                FollowedId = f.FollowedId,
                Host = f.Host,
                At = now,
                Uri = f.Uri,
                WasAccepted = f.IsAccepted,
            }));
        await db.SaveChangesAsync(ct);
        await across.ExecuteDeleteAsync(ct);
    }

    /// <summary>Has what was ended with these servers brought back, once this transaction is through.</summary>
    public async Task BringBackAsync(IReadOnlyList<string> hosts, CancellationToken ct)
    {
        foreach (var host in hosts)
            jobs.Raise(new DomainOpened(host));
        await db.SaveChangesAsync(ct);
    }
}
