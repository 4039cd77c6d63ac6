using System.Linq.Expressions;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Protocols.ActivityPub;
using Microblog.Relations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Follow = Microblog.Relations.Follow;

namespace Microblog.Federation.Documents;

/// <summary>Who follows a person here, and whom they follow: the newest follow first.</summary>
/// <remarks>Source: ActivityPub §5.3, §5.4. Of somebody who hides them only the number is shown.</remarks>
[AllowAnonymous]
[RefuseBlockedPeers]
[AuthorizedFetch]
[GoneActors]
[HideFromBlocked]
[Route("users/{id:long}")]
public sealed class FollowsController(Db db, LocalUris uris, TimeProvider clock) : ControllerBase
{
    [HttpGet("followers")]
    public Task<IActionResult> Followers(long id, [FromQuery] CollectionPage part, CancellationToken ct) => ShowAsync(
        id, uris.Followers(id), db.Follows.Where(f => f.FollowedId == id), f => new FollowEnd(f.Id, f.Follower!.Uri), part, ct);

    [HttpGet("following")]
    public Task<IActionResult> Following(long id, [FromQuery] CollectionPage part, CancellationToken ct) => ShowAsync(
        id, uris.Following(id), db.Follows.Where(f => f.FollowerId == id), f => new FollowEnd(f.Id, f.Followed!.Uri), part, ct);

    private async Task<IActionResult> ShowAsync(
        long actorId, Uri collection, IQueryable<Follow> follows, Expression<Func<Follow, FollowEnd>> end, CollectionPage part, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var owner = await db.Actors.FromHere().ThatAreShown(now).Where(a => a.Id == actorId).Select(a => new { a.HidesFollows }).SingleOrDefaultAsync(ct);
        if (owner is null || (owner.HidesFollows && part.IsPage))
            return NotFound();

        var accepted = follows.AmongShown(now);
        if (!part.IsPage)
        {
            var first = owner.HidesFollows ? null : CollectionPage.First(collection);
            return this.Activity(ActivityWriter.OrderedCollection(collection, await accepted.LongCountAsync(ct), first));
        }

        var ends = await accepted
            .Where(f => part.MaxId == null || f.Id < part.MaxId)
            .OrderByDescending(f => f.Id)
            .Take(CollectionPage.Size)
            .Select(end)
            .ToListAsync(ct);
        return this.Activity(ActivityWriter.OrderedCollectionPage(
            part.Of(collection), collection, CollectionPage.Next(collection, ends, e => e.FollowId), prev: null, ends.Select(e => e.Uri)));
    }

    private sealed record FollowEnd(long FollowId, Uri Uri);
}
