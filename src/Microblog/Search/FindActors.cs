using Microblog.Actors;
using Microblog.Data;
using Microblog.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Search;

/// <summary>Finds people by the beginning of their name, a part of their display name, or their whole address.</summary>
public sealed class FindActors(Db db, LocalUris uris, TimeProvider clock)
{
    private const int Most = 80;

    /// <summary>The numbers of those found: who has the name, whose name begins so, whom the viewer follows, then the others.</summary>
    public async Task<long[]> RunAsync(ActorQuery asked, long? viewer, CancellationToken ct)
    {
        var name = asked.Text.Trim().TrimStart('@');
        if (name.Length is 0 or > Looked.LongestQuery)
            return [];
        var (key, host) = (Actor.KeyOf(name.Split('@')[0]), name.Split('@') is [_, var after] ? after.ToLowerInvariant() : null);
        if (host == uris.Host)
            host = "";
        var now = clock.GetUtcNow();
        var silenced = Block.SilencesAt(now);
        var found = db.Actors
            .ThatAreShown(now)
            .Where(a => (a.HostStanding == HostStanding.Open && !a.Blocks.AsQueryable().Any(silenced)) || a.Followers.Any(f => f.FollowerId == viewer && f.IsAccepted));
        found = host switch
        {
            null => found.Where(a => a.HandleKey.StartsWith(key) || SqlFunctions.Lower(a.DisplayName).Contains(key)),
            "" => found.Where(a => a.HandleKey == key && a.Host == ""),
            _ => found.Where(a => (a.HandleKey == key && a.Host.StartsWith(host)) || (a.HasOtherName == true && a.OtherName!.StartsWith(key + "@" + host))),
        };
        if (asked.OnlyFollowed)
            found = found.Where(a => a.Followers.Any(f => f.FollowerId == viewer && f.IsAccepted));
        return await found
            .OrderByDescending(a => a.HandleKey == key)
            .ThenByDescending(a => a.HandleKey.StartsWith(key))
            .ThenByDescending(a => a.Followers.Any(f => f.FollowerId == viewer && f.IsAccepted))
            .ThenBy(a => a.HandleKey)
            .ThenBy(a => a.Id)
            .Skip(Math.Clamp(asked.Offset, 0, 10_000))
            .Take(Math.Clamp(asked.Limit, 1, Most))
            .Select(a => a.Id)
            .ToArrayAsync(ct);
    }
}

/// <summary>Whom somebody looks for.</summary>
/// <param name="OnlyFollowed">Only those whom the viewer follows.</param>
public sealed record ActorQuery(string Text, int Limit, int Offset = 0, bool OnlyFollowed = false);
