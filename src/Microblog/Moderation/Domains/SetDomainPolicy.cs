using Microblog.Actors;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Domains;

/// <summary>Decides what holds for a domain, in place of what held before. It takes effect at once, also on what came from there earlier.</summary>
public sealed class SetDomainPolicy(Db db, ApplyPolicies apply, LocalUris uris, Snowflake ids, TimeProvider clock)
{
    /// <summary>Sets a policy.</summary>
    /// <param name="byActorId">Who decides; null for the operator at the command line.</param>
    /// <returns>The policy as it stands now.</returns>
    /// <exception cref="RefusalException">That is no domain, it is this server's own, or a comment is too long.</exception>
    public async Task<DomainPolicy> RunAsync(DomainDecision decision, long? byActorId, CancellationToken ct)
    {
        var policies = await RunAsync([decision], byActorId, ct);
        return policies[0];
    }

    /// <summary>Sets many policies, all or none, and applies them together.</summary>
    /// <inheritdoc cref="RunAsync(DomainDecision, long?, CancellationToken)"/>
    public async Task<IReadOnlyList<DomainPolicy>> RunAsync(IReadOnlyList<DomainDecision> decisions, long? byActorId, CancellationToken ct)
    {
        var hosts = decisions.Select(d => HostOf(d.Domain)).ToArray();
        if (decisions.Any(d => d.PublicComment.Length > DomainPolicy.MaxComment || d.PrivateComment.Length > DomainPolicy.MaxComment))
            throw new RefusalException(Refusal.CommentTooLong);

        var policies = new List<DomainPolicy>(decisions.Count);
        await apply.AfterAsync(
            async () =>
            {
                var standing = await StandingAsync(hosts, ct);
                foreach (var (decision, host) in decisions.Zip(hosts))
                    policies.Add(Set(decision, host, standing.GetValueOrDefault(host), byActorId));
                await db.SaveChangesAsync(ct);
            },
            ct);
        return policies;
    }

    private string HostOf(string domain)
    {
        if (!DomainName.TryParse(domain, out var host))
            throw new RefusalException(Refusal.DomainNotUnderstood);
        return string.Equals(host, uris.Host, StringComparison.Ordinal) ? throw new RefusalException(Refusal.OwnDomain) : host;
    }

    private async Task<Dictionary<string, DomainPolicy>> StandingAsync(string[] hosts, CancellationToken ct)
    {
        var standing = new Dictionary<string, DomainPolicy>(StringComparer.Ordinal);
        foreach (var some in hosts.Chunk(500))
        {
            foreach (var policy in await db.DomainPolicies.Where(p => some.Contains(p.Host)).ToListAsync(ct))
                standing.Add(policy.Host, policy);
        }

        return standing;
    }

    private DomainPolicy Set(DomainDecision decision, string host, DomainPolicy? standing, long? byActorId)
    {
        var now = clock.GetUtcNow();
        var policy = standing ?? new DomainPolicy
        {
            Id = ids.Next(),
            Host = host,
            Level = decision.Level,
            PublicComment = "",
            PrivateComment = "",
            ChangedAt = now,
        };
        policy.Level = decision.Level;
        policy.RejectsMedia = decision.RejectsMedia;
        policy.RejectsReports = decision.RejectsReports;
        policy.PublicComment = decision.PublicComment.Trim();
        policy.PrivateComment = decision.PrivateComment.Trim();
        policy.IsObfuscated = decision.IsObfuscated;
        policy.ById = byActorId;
        policy.ChangedAt = now;
        if (standing is null)
            db.DomainPolicies.Add(policy);
        db.LogEntries.Add(LogEntry.Of(policy, LogEntry.ActionOf(policy.Level), byActorId, policy.PublicComment, ids.Next(), now));
        return policy;
    }
}
