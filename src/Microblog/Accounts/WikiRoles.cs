using Microblog.Web;
using Microblog.Wikis;

namespace Microblog.Accounts;

/// <summary>Which role a wiki account has here, by configuration alone.</summary>
public static class WikiRoles
{
    /// <summary>The highest role that the account's groups on this wiki or the list of administrators give.</summary>
    /// <remarks>
    /// A group makes a moderator at most: whoever runs a wiki can hand out its groups, so administrators of this server are named
    /// one by one.
    /// </remarks>
    public static Role Of(MicroblogSettings settings, WikiSettings wiki, string sub, IEnumerable<string> groups)
    {
        if (settings.Administrators.Contains($"{wiki.Id}:{sub}", StringComparer.Ordinal))
            return Role.Administrator;
        return groups.Any(g => wiki.Roles.TryGetValue(g, out var role) && Parse(role) == Role.Moderator) ? Role.Moderator : Role.User;
    }

    /// <summary>The role a group may be mapped to; null when the word is none.</summary>
    public static Role? Parse(string role) => role.ToUpperInvariant() switch
    {
        "MODERATOR" => Role.Moderator,
        "USER" => Role.User,
        _ => null,
    };
}
