using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Domains;

/// <summary>Lifts what held for a domain: what was hidden is shown again, and the follows across come back.</summary>
public sealed class LiftDomainPolicy(Db db, ApplyPolicies apply, Snowflake ids, TimeProvider clock)
{
    /// <summary>Lifts the policy of exactly this name.</summary>
    /// <param name="byActorId">Who decides; null for the operator at the command line.</param>
    /// <param name="reason">For the public log; may be empty.</param>
    /// <exception cref="RefusalException">There is no such policy, or the reason is too long.</exception>
    public Task RunAsync(string domain, long? byActorId, string reason, CancellationToken ct)
    {
        if (!DomainName.TryParse(domain, out var host))
            throw new RefusalException(Refusal.DomainNotUnderstood);
        if (reason.Length > DomainPolicy.MaxComment)
            throw new RefusalException(Refusal.CommentTooLong);
        return apply.AfterAsync(() => LiftAsync(host, byActorId, reason.Trim(), ct), ct);
    }

    private async Task LiftAsync(string host, long? byActorId, string reason, CancellationToken ct)
    {
        var policy = await db.DomainPolicies.SingleOrDefaultAsync(p => p.Host == host, ct)
            ?? throw new RefusalException(Refusal.NotFound);
        db.DomainPolicies.Remove(policy);
        db.LogEntries.Add(LogEntry.Of(policy, LogAction.LiftDomainPolicy, byActorId, reason, ids.Next(), clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
    }
}
