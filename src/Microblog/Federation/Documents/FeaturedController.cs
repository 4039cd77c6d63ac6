using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Documents;

/// <summary>What a person here put at the top of their profile, the notes whole: there are never more than a page of them.</summary>
/// <remarks>COMPAT(Mastodon): the property <c>featured</c> of an actor.</remarks>
[AllowAnonymous]
[RefuseBlockedPeers]
[AuthorizedFetch]
[GoneActors]
[HideFromBlocked]
[Route("users/{id:long}/featured")]
public sealed class FeaturedController(Db db, LocalUris uris, NoteDocuments documents, TimeProvider clock) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> Show(long id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (!await db.Actors.FromHere().ThatAreShown(now).AnyAsync(a => a.Id == id, ct))
            return NotFound();

        var notices = await db.Notices.PinnedBy(id)
            .Where(n => n.Visibility <= Visibility.Unlisted)
            .VisibleTo(null, now)
            .On(new Page(Limit: Pin.Most))
            .As(NoteColumns.Shape)
            .ToListAsync(ct);
        return this.Activity(ActivityWriter.OrderedCollection(uris.Featured(id), await documents.WriteAsync(notices, ct)));
    }
}
