namespace Microblog.SignIn;

/// <summary>What an access token allows. Each constant is also the name of a policy that only tokens can meet:
/// <c>[Authorize(Policy = Scopes.Write)]</c>.</summary>
/// <remarks>Source: https://docs.joinmastodon.org/api/oauth-scopes/.</remarks>
public static class Scopes
{
    public const string Read = "read";
    public const string Write = "write";

    /// <summary>Follows, and blocks and mutes between persons: an older scope beside <c>write:follows</c> and its like.</summary>
    public const string Follow = "follow";
    public const string Push = "push";
    public const string Profile = "profile";
    public const string ReadAccounts = "read:accounts";
    public const string ReadBlocks = "read:blocks";
    public const string ReadBookmarks = "read:bookmarks";
    public const string ReadFavourites = "read:favourites";
    public const string ReadFilters = "read:filters";
    public const string ReadFollows = "read:follows";
    public const string ReadLists = "read:lists";
    public const string ReadMutes = "read:mutes";
    public const string ReadNotifications = "read:notifications";
    public const string ReadSearch = "read:search";
    public const string ReadStatuses = "read:statuses";
    public const string WriteAccounts = "write:accounts";
    public const string WriteBlocks = "write:blocks";
    public const string WriteBookmarks = "write:bookmarks";
    public const string WriteConversations = "write:conversations";
    public const string WriteFavourites = "write:favourites";
    public const string WriteFilters = "write:filters";
    public const string WriteFollows = "write:follows";
    public const string WriteLists = "write:lists";
    public const string WriteMedia = "write:media";
    public const string WriteMutes = "write:mutes";
    public const string WriteNotifications = "write:notifications";
    public const string WriteReports = "write:reports";
    public const string WriteStatuses = "write:statuses";

    /// <summary>For moderators and administrators alone, whatever their token says: see <see cref="IsForStaff"/>.</summary>
    public const string AdminRead = "admin:read";
    public const string AdminWrite = "admin:write";
    public const string AdminReadAccounts = "admin:read:accounts";
    public const string AdminReadReports = "admin:read:reports";
    public const string AdminReadDomainAllows = "admin:read:domain_allows";
    public const string AdminReadDomainBlocks = "admin:read:domain_blocks";
    public const string AdminWriteAccounts = "admin:write:accounts";
    public const string AdminWriteReports = "admin:write:reports";
    public const string AdminWriteDomainAllows = "admin:write:domain_allows";
    public const string AdminWriteDomainBlocks = "admin:write:domain_blocks";

    /// <summary>Every scope there is.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        Read, Write, Follow, Push, Profile,
        ReadAccounts, ReadBlocks, ReadBookmarks, ReadFavourites, ReadFilters, ReadFollows, ReadLists, ReadMutes, ReadNotifications,
        ReadSearch, ReadStatuses,
        WriteAccounts, WriteBlocks, WriteBookmarks, WriteConversations, WriteFavourites, WriteFilters, WriteFollows, WriteLists,
        WriteMedia, WriteMutes, WriteNotifications, WriteReports, WriteStatuses,
        AdminRead, AdminReadAccounts, AdminReadReports, AdminReadDomainAllows, AdminReadDomainBlocks,
        AdminWrite, AdminWriteAccounts, AdminWriteReports, AdminWriteDomainAllows, AdminWriteDomainBlocks,
    ];

    /// <summary>Whether a scope is of use to moderators and administrators alone.</summary>
    public static bool IsForStaff(string scope) => scope.StartsWith("admin:", StringComparison.Ordinal);

    /// <summary>Whether a token with that scope may do what needs this one.</summary>
    public static bool Covers(string granted, string needed) =>
        granted == needed
        || needed.StartsWith(granted + ":", StringComparison.Ordinal)
        || (granted == Follow && needed is ReadBlocks or ReadFollows or ReadMutes or WriteBlocks or WriteFollows or WriteMutes)
        || (needed == Follow && granted is Write or WriteFollows)
        || (needed == Profile && granted is Read or ReadAccounts);

    /// <summary>Reads a list of scopes separated by spaces, each once and in order.</summary>
    /// <exception cref="RefusalException">It is empty or holds what is no scope.</exception>
    public static IReadOnlyList<string> Parse(string scopes)
    {
        var parts = scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToArray();
        if (parts.Length == 0 || parts.FirstOrDefault(p => !All.Contains(p, StringComparer.Ordinal)) is not null)
            throw new RefusalException(Refusal.ScopesNotUnderstood);
        return parts;
    }
}
