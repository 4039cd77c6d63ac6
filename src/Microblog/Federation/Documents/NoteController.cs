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
/// Only what everybody may read is served to servers, whoever asks: what followers may read was sent to them. Anything else is
/// answered as if it had never been.
/// </remarks>
[AllowAnonymous]
[Route("notices/{id:long}")]
public sealed class NoteController(Db db, LocalUris uris, NoteDocuments documents, Viewer viewer, TimeProvider clock) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> Show(long id, CancellationToken ct)
    {
        if (this.AsksForActivity)
            return await AnswerAsync(id, ActivityWriter.Note, ct);

        var page = await FromHere(id)
            .VisibleTo(viewer.ActorId, clock.GetUtcNow())
            .As(n => n.Author!.Handle)
            .SingleOrDefaultAsync(ct);
        if (page is not null)
            return Redirect(uris.NoticePage(page, id).AbsoluteUri);
        return await WasDeletedAsync(id, ct) ? StatusCode(StatusCodes.Status410Gone) : NotFound();
    }

    [HttpGet("activity")]
    public Task<IActionResult> Activity(long id, CancellationToken ct) =>
        AnswerAsync(id, note => ActivityWriter.Write(NoteDocuments.CreateOf(note)), ct);

    private async Task<IActionResult> AnswerAsync(long id, Func<Note, byte[]> write, CancellationToken ct)
    {
        var columns = await FromHere(id)
            .Where(n => n.Visibility <= Visibility.Unlisted)
            .VisibleTo(null, clock.GetUtcNow())
            .As(NoteColumns.Shape)
            .SingleOrDefaultAsync(ct);
        if (columns is not null)
            return this.Activity(write(documents.Write(columns)));
        return await WasDeletedAsync(id, ct) ? this.Gone(uris.Notice(id)) : NotFound();
    }

    private IQueryable<Notice> FromHere(long id) => db.Notices.Where(n => n.Id == id && n.Author!.Host == "");

    private async Task<bool> WasDeletedAsync(long id, CancellationToken ct)
    {
        var uri = uris.Notice(id);
        return await db.Tombstones.AnyAsync(t => t.Uri == uri && t.WasPublic, ct);
    }
}
