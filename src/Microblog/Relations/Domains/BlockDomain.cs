using System.Globalization;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Moderation.Domains;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations.Domains;

/// <summary>Blocks a whole server for oneself: nothing from there is seen on timelines, and follows from and to there end.</summary>
public sealed class BlockDomain(Db db, JobQueue jobs, Snowflake ids, LocalUris uris)
{
    /// <summary>Does nothing when the block is there already.</summary>
    /// <exception cref="RefusalException">That is no name of a server, it is this one, or there are too many.</exception>
    public Task RunAsync(long ownerId, string domain, CancellationToken ct)
    {
        var host = HostOf(domain);
        if (string.Equals(host, uris.Host, StringComparison.Ordinal))
            throw new RefusalException(Refusal.OwnDomain);
        return db.AgainIfOvertakenAsync(async () =>
        {
            if (await db.PersonalDomainBlocks.AnyAsync(b => b.OwnerId == ownerId && b.Host == host, ct))
                return;
            if (await db.PersonalDomainBlocks.CountAsync(b => b.OwnerId == ownerId, ct) >= PersonalDomainBlock.Most)
                throw new RefusalException(Refusal.TooManyDomainBlocks);
            db.PersonalDomainBlocks.Add(new PersonalDomainBlock { Id = ids.Next(), OwnerId = ownerId, Host = host });
            jobs.Raise(new PersonalDomainBlocked(ownerId, host));
            await db.SaveChangesAsync(ct);
        });
    }

    /// <summary>Takes the block back; follows stay ended.</summary>
    /// <exception cref="RefusalException">That is no name of a server.</exception>
    public Task EndAsync(long ownerId, string domain, CancellationToken ct)
    {
        var host = HostOf(domain);
        return db.InOneTransactionAsync(
            () => db.PersonalDomainBlocks.Where(b => b.OwnerId == ownerId && b.Host == host).ExecuteDeleteAsync(ct), ct);
    }

    private static string HostOf(string domain) =>
        DomainName.TryParse(domain, out var host) ? host : throw new RefusalException(Refusal.DomainNotUnderstood);
}

/// <summary>Somebody here blocked a whole server for themselves.</summary>
public sealed record PersonalDomainBlocked(long ActorId, string Host) : IFact
{
    public string Lane => ActorId.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Ends the follows between that person and everybody there.</summary>
public sealed class CutDomain(Db db, EndFollow end) : IHandle<PersonalDomainBlocked>
{
    private const int AtOnce = 200;

    public async Task<Outcome> HandleAsync(PersonalDomainBlocked fact, CancellationToken ct)
    {
        var (me, host) = fact;
        while (true)
        {
            var some = await db.Follows
                .Where(f => (f.FollowerId == me && f.Followed!.Host == host) || (f.FollowedId == me && f.Follower!.Host == host))
                .OrderBy(f => f.Id)
                .Select(f => new { f.FollowerId, f.FollowedId })
                .Take(AtOnce)
                .ToListAsync(ct);
            foreach (var follow in some)
                await db.InOneTransactionAsync(() => end.RunAsync(follow.FollowerId, follow.FollowedId, ct), ct);
            if (some.Count < AtOnce)
                return Outcome.Done;
            db.ChangeTracker.Clear();
        }
    }
}
