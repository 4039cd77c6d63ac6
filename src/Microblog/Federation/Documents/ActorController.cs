using Microblog.Actors;
using Microblog.Data;
using Microblog.Protocols.ActivityPub;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Documents;

/// <summary>The address that names a person here: the document for servers, the way to the page for people.</summary>
[AllowAnonymous]
[RefuseBlockedPeers]
[AuthorizedFetch(ActionWithPage = nameof(Show))]
[GoneActors]
[Route("users/{id:long}")]
public sealed class ActorController(Db db, LocalUris uris, ActorDocuments documents, Askers askers, TimeProvider clock) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> Show(long id, CancellationToken ct)
    {
        var asksForActivity = this.AsksForActivity;
        if (id == InstanceActor.ActorId && !asksForActivity)
            return Redirect(uris.Base.AbsoluteUri);
        var handle = await db.Actors
            .FromHere()
            .WithDocument(clock.GetUtcNow())
            .Where(a => a.Id == id)
            .Select(a => a.Handle)
            .SingleOrDefaultAsync(ct);
        if (handle is null)
            return NotFound();
        if (!asksForActivity)
            return Redirect(uris.Profile(handle).AbsoluteUri);

        if (await documents.OfAsync(id, ct) is not { } document)
            return NotFound();
        return await askers.AreBlockedByAsync(id, Request, ct)
            ? this.PrivateActivity(ActivityWriter.Actor(ActorDocuments.KeysAlone(document)))
            : this.Activity(ActivityWriter.Actor(document));
    }
}
