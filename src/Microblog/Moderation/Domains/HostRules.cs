using Microblog.Actors;

namespace Microblog.Moderation.Domains;

/// <summary>All policies at one moment. Of several that cover a server the one with the longest name counts.</summary>
internal sealed class HostRules
{
    private readonly Dictionary<string, HostRule> byHost;
    private readonly HostRule otherwise;

    /// <summary>Takes the policies together.</summary>
    /// <param name="isAllowList">Only what is allowed by name is not blocked.</param>
    public HostRules(IEnumerable<DomainPolicy> policies, bool isAllowList)
    {
        byHost = policies.ToDictionary(p => p.Host, p => RuleOf(p, isAllowList), StringComparer.Ordinal);
        otherwise = isAllowList ? HostRule.Blocked : HostRule.Open;
    }

    /// <summary>What holds for a server.</summary>
    /// <param name="host">As <see cref="Protocols.ActivityPub.Origin.HostOf"/> spells it.</param>
    public HostRule Of(string host)
    {
        foreach (var name in DomainName.Covering(host))
        {
            if (byHost.TryGetValue(name, out var rule))
                return rule;
        }

        return otherwise;
    }

    private static HostRule RuleOf(DomainPolicy policy, bool isAllowList)
    {
        if (policy.Level == PolicyLevel.Block || (isAllowList && policy.Level != PolicyLevel.Allow))
            return HostRule.Blocked;
        var standing = policy.Level == PolicyLevel.Silence ? HostStanding.Silenced : HostStanding.Open;
        return new(standing, policy.RejectsMedia, policy.RejectsReports);
    }
}
