using Microblog.Actors;
using Microblog.Data;
using Microblog.Relations;
using Microblog.Relations.Mutes;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Suggestions;

/// <summary>Finds whom a person might want to follow: whom those follow whom they follow, then whom most here follow.</summary>
/// <remarks>Only those who agreed to be put forward (<see cref="Actor.IsDiscoverable"/>).</remarks>
public sealed class SuggestActors(Db db, TimeProvider clock)
{
    /// <summary>The best first, no more than so many.</summary>
    public async Task<IReadOnlyList<Suggestion>> RunAsync(long ownerId, int most, CancellationToken ct)
    {
        var followed = db.Follows.Where(f => f.FollowerId == ownerId && f.IsAccepted).Select(f => f.FollowedId);
        var byFriends = await Worth(ownerId)
            .Select(a => new { a.Id, Count = a.Followers.Count(f => f.IsAccepted && followed.Contains(f.FollowerId)) })
            .Where(a => a.Count > 0)
            .OrderByDescending(a => a.Count).ThenBy(a => a.Id)
            .Take(most)
            .ToListAsync(ct);
        var known = byFriends.Select(a => a.Id).ToArray();
        var popular = known.Length == most
            ? []
            : await Worth(ownerId)
                .Where(a => !known.Contains(a.Id))
                .Select(a => new { a.Id, Count = a.Followers.Count(f => f.IsAccepted && f.Follower!.Host == "") })
                .Where(a => a.Count > 0)
                .OrderByDescending(a => a.Count).ThenBy(a => a.Id)
                .Take(most - known.Length)
                .ToListAsync(ct);
        return [.. byFriends.Select(a => new Suggestion(a.Id, IsByFriends: true)), .. popular.Select(a => new Suggestion(a.Id, IsByFriends: false))];
    }

    /// <summary>Puts somebody forward no more.</summary>
    public Task DismissAsync(long ownerId, long actorId, CancellationToken ct) => db.AgainIfOvertakenAsync(async () =>
    {
        if (await db.DismissedSuggestions.AnyAsync(d => d.OwnerId == ownerId && d.ActorId == actorId, ct) || !await db.Actors.AnyAsync(a => a.Id == actorId, ct))
            return;
        db.DismissedSuggestions.Add(new DismissedSuggestion { OwnerId = ownerId, ActorId = actorId });
        await db.SaveChangesAsync(ct);
    });

    private IQueryable<Actor> Worth(long ownerId)
    {
        var now = clock.GetUtcNow();
        var muted = db.Mutes.At(now).Where(m => m.MuterId == ownerId).Select(m => m.MutedId);
        return db.Actors
            .ThatAreShown(now)
            .ThatStrangersMeet(now)
            .NotBlocking(ownerId)
            .Where(a => a.Id != ownerId && a.IsDiscoverable == true && a.MovedToId == null)
            .Where(a => !a.Followers.Any(f => f.FollowerId == ownerId) && !muted.Contains(a.Id))
            .Where(a => !db.PersonalDomainBlocks.Any(b => b.OwnerId == ownerId && b.Host == a.Host))
            .Where(a => !db.DismissedSuggestions.Any(d => d.OwnerId == ownerId && d.ActorId == a.Id));
    }
}

/// <summary>Somebody whom a person might want to follow.</summary>
/// <param name="IsByFriends">Those follow them whom the person follows.</param>
public sealed record Suggestion(long ActorId, bool IsByFriends);
