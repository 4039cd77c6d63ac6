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
