using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Documents;

/// <summary>What a person here said to everybody, newest first.</summary>
/// <remarks>Source: ActivityPub §5.1.</remarks>
[AllowAnonymous]
[RefuseBlockedPeers]
[AuthorizedFetch]
[GoneActors]
[HideFromBlocked]
[Route("users/{id:long}/outbox")]
public sealed class OutboxController(Db db, LocalUris uris, NoteDocuments documents, TimeProvider clock) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> Show(long id, [FromQuery] CollectionPage part, CancellationToken ct)
    {
        if (!await db.Actors.FromHere().WithDocument(clock.GetUtcNow()).AnyAsync(a => a.Id == id, ct))
            return NotFound();

        var outbox = uris.Outbox(id);
        if (!part.IsPage)
        {
            var total = await Readable(id).As(n => n.Id).LongCountAsync(ct);
            return this.Activity(ActivityWriter.OrderedCollection(outbox, total, CollectionPage.First(outbox)));
        }

        var notices = await Readable(id)
            .On(new Page(part.MaxId, Limit: CollectionPage.Size))
            .As(NoteColumns.Shape)
            .ToListAsync(ct);
        return this.Activity(ActivityWriter.OrderedCollectionPage(
            part.Of(outbox),
            outbox,
            CollectionPage.Next(outbox, notices, n => n.Id),
            prev: null,
            await documents.ActivitiesOfAsync(notices, ct)));
    }

    private ReadableNotices Readable(long authorId) =>
        db.Notices.By(authorId).Where(n => n.Visibility <= Visibility.Unlisted).VisibleTo(null, clock.GetUtcNow());
}
