using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Finds accounts by what somebody types, here and elsewhere.</summary>
public sealed class FindAccounts(Db db, Viewer viewer, IActorDirectory directory, AccountLists accounts, TimeProvider clock)
{
    /// <summary>Longest query, in characters.</summary>
    /// <remarks>Source: security catalogue §6.</remarks>
    public const int LongestQuery = 256;

    private const int Most = 80;

    /// <summary>Those found: who has the name, whose name begins so, then whose display name holds it.</summary>
    public async Task<IReadOnlyList<Account>> RunAsync(AccountQuery asked, CancellationToken ct)
    {
        var query = asked.Text.Trim();
        if (query.Length is 0 or > LongestQuery)
            return [];
        if (asked.Resolves && await ResolveAsync(query, ct) is { } one)
            return [.. (await accounts.ByIdAsync([one], ct)).Values];
        var name = query.TrimStart('@');
        if (name.Length == 0)
            return [];

        var (me, key, host) = (viewer.ActorId, Actor.KeyOf(name.Split('@')[0]), name.Split('@') is [_, var after] ? after.ToLowerInvariant() : null);
        var found = db.Actors
            .ThatAreShown(clock.GetUtcNow())
            .Where(a => a.HostStanding == HostStanding.Open || a.Followers.Any(f => f.FollowerId == me && f.IsAccepted));
        found = host is null
            ? found.Where(a => a.HandleKey.StartsWith(key) || SqlFunctions.Lower(a.DisplayName).Contains(key))
            : found.Where(a => a.HandleKey == key && a.Host.StartsWith(host));
        if (asked.OnlyFollowed)
            found = found.Where(a => a.Followers.Any(f => f.FollowerId == me && f.IsAccepted));
        var ids = await found
            .OrderByDescending(a => a.HandleKey == key)
            .ThenByDescending(a => a.HandleKey.StartsWith(key))
            .ThenByDescending(a => a.Followers.Any(f => f.FollowerId == me && f.IsAccepted))
            .ThenBy(a => a.HandleKey)
            .ThenBy(a => a.Id)
            .Skip(Math.Clamp(asked.Offset, 0, 10_000))
            .Take(Math.Clamp(asked.Limit, 1, Most))
            .Select(a => a.Id)
            .ToArrayAsync(ct);
        var read = await accounts.ByIdAsync(ids, ct);
        return [.. ids.Select(id => read.GetValueOrDefault(id)).OfType<Account>()];
    }

    /// <summary>Whom a full name or address means, asking their server; null when it is neither, or nobody answers.</summary>
    private async Task<long?> ResolveAsync(string query, CancellationToken ct)
    {
        if (!query.TrimStart('@').Contains('@', StringComparison.Ordinal) && !query.Contains("://", StringComparison.Ordinal))
            return null;
        try
        {
            return (await directory.FindAsync(query, ct)).Id;
        }
        catch (RefusalException)
        {
            return null;
        }
    }
}

/// <summary>Which accounts are looked for.</summary>
/// <param name="Resolves">Other servers are asked, too.</param>
/// <param name="OnlyFollowed">Only those whom the viewer follows.</param>
public sealed record AccountQuery(string Text, int Limit, int Offset = 0, bool Resolves = false, bool OnlyFollowed = false);
