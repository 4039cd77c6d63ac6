using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Documents;
using Microblog.Protocols.ActivityPub;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Microblog.Federation.Followers;

/// <summary>The followers that a person here has on one server, for that server alone: it must sign the request.</summary>
/// <remarks>Source: FEP-8fcf. Given out whole, as a part would make the other server end what is not to end.</remarks>
[AllowAnonymous]
[RefuseBlockedPeers]
[GoneActors]
[Route("users/{id:long}/followers_synchronization")]
public sealed class SynchronizationController(Db db, LocalUris uris, Askers askers, TimeProvider clock) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> Show(long id, CancellationToken ct)
    {
        Response.Headers.CacheControl = "private, no-store";
        Response.Headers.Vary = HeaderNames.Accept + ", Signature";
        if (await askers.HostAsync(Request, ct) is not { } host)
            return Unauthorized(new { error = "The request must be signed by an actor of the server that it is about." });
        if (!await db.Actors.FromHere().ThatAreShown(clock.GetUtcNow()).AnyAsync(a => a.Id == id, ct))
            return NotFound();

        var followers = await db.Follows
            .Where(f => f.FollowedId == id && f.IsAccepted && f.Follower!.Host == host)
            .OrderBy(f => f.FollowerId)
            .Select(f => f.Follower!.Uri)
            .ToListAsync(ct);
        var collection = new CollectionDocument(uris.FollowersSynchronization(id), "OrderedCollection")
        {
            TotalItems = followers.Count,
            Items = [.. followers.Select(f => new CollectionItem(f))],
        };
        return File(ActivityWriter.Collection(collection), MediaTypes.ActivityJson);
    }
}
