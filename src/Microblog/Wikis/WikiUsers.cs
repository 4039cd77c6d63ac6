using System.Text.Json;

namespace Microblog.Wikis;

/// <summary>Reads the accounts of a <c>list=users</c> answer.</summary>
internal static class WikiUsers
{
    /// <summary>The accounts in the answer's order.</summary>
    /// <exception cref="WikiUnavailableException">There is no list of accounts, or an account lacks what was asked for.</exception>
    public static IReadOnlyList<Standing> Read(JsonElement answer, string requiredRight, DateTimeOffset asOf)
    {
        if (!answer.TryGet("query", out var query) || !query.TryGet("users", out var users)
            || users.ValueKind != JsonValueKind.Array)
            throw new WikiUnavailableException(WikiTrouble.Malformed, "the answer has no list of accounts");
        return [.. users.EnumerateArray().Select(user => ReadOne(user, requiredRight, asOf))];
    }

    private static Standing ReadOne(JsonElement user, string requiredRight, DateTimeOffset asOf)
    {
        var userId = user.Number("userid") ?? 0;
        if (user.Flag("missing") || user.Flag("invalid"))
            return new Standing { UserId = userId, Exists = false, AsOf = asOf };

        var name = user.Text("name");
        if (userId <= 0 || string.IsNullOrEmpty(name) || !user.TryGet("rights", out var rights)
            || rights.ValueKind != JsonValueKind.Array)
            throw new WikiUnavailableException(WikiTrouble.Malformed, "an account lacks its number, name or rights");

        var groups = user.Texts("groups").ToArray();
        var (blockedUntil, reason) = ReadBlock(user);
        return new Standing
        {
            UserId = userId,
            Name = name,
            Exists = true,
            HasRequiredRight = user.Texts("rights").Contains(requiredRight, StringComparer.Ordinal),
            Groups = groups,
            IsTemporary = user.Flag("temp") || groups.Contains("temp", StringComparer.Ordinal) || IsTemporaryName(name),
            IsSystem = user.Flag("systemuser"),
            BlockedUntil = blockedUntil,
            BlockReason = reason,
            EditCount = user.Number("editcount") ?? 0,
            Registered = WikiTime.Read(user.Text("registration")),
            AsOf = asOf,
        };
    }

    // Not by "blockid", which is null when several blocks stand on one account.
    private static (BlockedUntil Until, string? Reason) ReadBlock(JsonElement user)
    {
        if (!user.TryGet("blockedby", out _))
            return (BlockedUntil.NotBlocked, null);

        var components = user.Items("blockcomponents").ToArray();
        var sitewide = components.Length > 0 ? components : [user];
        var longest = sitewide
            .Where(block => !block.Flag("blockpartial"))
            .Select(block => (Until: ReadEnd(block.Text("blockexpiry")), Reason: block.Text("blockreason") ?? user.Text("blockreason")))
            .OrderByDescending(block => block.Until.End)
            .FirstOrDefault();
        return longest.Until.IsBlock ? longest : (BlockedUntil.NotBlocked, null);
    }

    // That there is a block is certain; an end that we cannot read is taken as none, and the next look may know better.
    private static BlockedUntil ReadEnd(string? expiry) =>
        WikiTime.Read(expiry) is { } time ? BlockedUntil.Time(time) : BlockedUntil.Forever;

    // As wikis name them by default: ~2026-1, ~2026-12345-67.
    private static bool IsTemporaryName(string name) =>
        name.Length > 6 && name[0] == '~' && name[5] == '-'
        && name.AsSpan(1, 4).ContainsAnyExceptInRange('0', '9') is false
        && char.IsAsciiDigit(name[6]);
}
