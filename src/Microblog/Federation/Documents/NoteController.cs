using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Documents;

/// <summary>The address that names a notice: the document for servers, the way to the page for people.</summary>
/// <remarks>
/// What everybody may read is served to every server; the rest only to one that proves to be the server of a follower or of somebody
/// named, for it was sent that already. Anything else is answered as if it had never been.
/// </remarks>
[AllowAnonymous]
[RefuseBlockedPeers]
[AuthorizedFetch(ActionWithPage = nameof(Show))]
[HideFromBlocked]
[Route("notices/{id:long}")]
public sealed class NoteController(Db db, NoteDocuments documents, Askers askers, Viewer viewer, TimeProvider clock) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> Show(long id, [FromServices] LocalUris uris, CancellationToken ct)
    {
        if (this.AsksForActivity)
            return await AnswerAsync(id, uris, create => ActivityWriter.Note(create.Object), ct);

        var page = await FromHere(id)
            .VisibleTo(viewer.ActorId, clock.GetUtcNow())
            .As(NoticeView.Shape)
            .SingleOrDefaultAsync(ct);
        if (page is not null)
            return Redirect(new Uri(uris.Base, (page.Original ?? page).Path).AbsoluteUri);
        return await WasDeletedAsync(uris.Notice(id), ct) ? StatusCode(StatusCodes.Status410Gone) : NotFound();
    }

    [HttpGet("activity")]
    public Task<IActionResult> Activity(long id, [FromServices] LocalUris uris, CancellationToken ct) =>
        AnswerAsync(id, uris, ActivityWriter.Write, ct);

    private async Task<IActionResult> AnswerAsync(long id, LocalUris uris, Func<Create, byte[]> write, CancellationToken ct)
    {
        var columns = await FromHere(id)
            .Where(n => n.Visibility <= Visibility.Unlisted)
            .VisibleTo(null, clock.GetUtcNow())
            .As(NoteColumns.Shape)
            .SingleOrDefaultAsync(ct);
        if (columns is not null)
            return this.Activity(await WrittenAsync(columns));
        if (await ForAskerAsync(id, ct) is { } sentToThem)
            return this.PrivateActivity(await WrittenAsync(sentToThem));
        return await WasDeletedAsync(uris.Notice(id), ct) ? this.Gone(uris.Notice(id)) : NotFound();

        // A repeat is no note: it is its Announce, whichever of the two is asked for.
        async Task<byte[]> WrittenAsync(NoteColumns notice) => await documents.ActivityOfAsync(notice, ct) is var activity && activity is Create create
            ? write(create)
            : ActivityWriter.Write(activity);
    }

    // Who asks is found out also where there is nothing to be had: a key that is fetched for some notices only would tell which there are.
    private async Task<NoteColumns?> ForAskerAsync(long id, CancellationToken ct) =>
        await askers.ReaderAsync(Request, ct) is { } reader
            ? await FromHere(id).VisibleToServer(reader, clock.GetUtcNow()).As(NoteColumns.Shape).SingleOrDefaultAsync(ct)
            : null;

    private IQueryable<Notice> FromHere(long id) => db.Notices.Where(n => n.Id == id && n.Author!.Host == "");

    private Task<bool> WasDeletedAsync(Uri uri, CancellationToken ct) => db.Tombstones.AnyAsync(t => t.Uri == uri && t.WasPublic, ct);
}
