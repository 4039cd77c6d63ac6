using Microblog.Actors;

namespace Microblog.Moderation.Domains;

/// <summary>What holds for one server.</summary>
public sealed record HostRule(HostStanding Standing, bool RejectsMedia, bool RejectsReports)
{
    public static HostRule Open { get; } = new(HostStanding.Open, RejectsMedia: false, RejectsReports: false);

    public static HostRule Blocked { get; } = new(HostStanding.Blocked, RejectsMedia: true, RejectsReports: true);

    public bool IsBlocked => Standing == HostStanding.Blocked;
}

/// <summary>All policies at one moment. Of several that cover a server the one with the longest name counts.</summary>
internal sealed class HostRules
{
    private readonly Dictionary<string, HostRule> byHost;
    private readonly HostRule otherwise;

    /// <param name="isAllowList">Only what is allowed by name is not blocked.</param>
    public HostRules(IEnumerable<DomainPolicy> policies, bool isAllowList)
    {
        byHost = policies.ToDictionary(p => p.Host, p => RuleOf(p, isAllowList), StringComparer.Ordinal);
        otherwise = isAllowList ? HostRule.Blocked : HostRule.Open;
    }

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
