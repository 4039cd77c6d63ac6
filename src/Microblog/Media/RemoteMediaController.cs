using Microblog.Actors;
using Microblog.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Media;

/// <summary>The files of other servers, as we made them anew. See <see cref="RemoteAddress"/> for who can know an address.</summary>
[AllowAnonymous]
public sealed class RemoteMediaController(Db db, RemoteMedia remote, IMediaStore store, TimeProvider clock) : ControllerBase
{
    [HttpGet("/media/remote/{id:long}/{check}")]
    public async Task<IActionResult> Show(long id, string check, CancellationToken ct) =>
        await FindAsync(id, check, ct) is { } found && await remote.FindAsync(found.Host, FileOf(found), ct) is { File: { } file }
            ? MediaAnswers.Of(Response, store, file)
            : NotFound();

    /// <summary>The picture that its sender names for it, or else one that we made.</summary>
    [HttpGet("/media/remote/{id:long}/{check}/preview")]
    public async Task<IActionResult> Preview(long id, string check, CancellationToken ct)
    {
        if (await FindAsync(id, check, ct) is not { } found)
            return NotFound();
        var file = found.Preview is { } preview ? new RemoteFile(preview, MediaUse.Attachment, IsFilm: false) : FileOf(found);
        return await remote.FindAsync(found.Host, file, ct) is { PreviewFile: { } small } ? MediaAnswers.Of(Response, store, small) : NotFound();
    }

    [HttpGet("/media/actors/{id:long}/icon/{check}")]
    public async Task<IActionResult> Icon(long id, string check, CancellationToken ct) =>
        await ShowAsync(await ShownActors(id).Select(a => new Picture(a.Host, a.IconUrl)).SingleOrDefaultAsync(ct), MediaUse.Icon, check, ct);

    [HttpGet("/media/actors/{id:long}/banner/{check}")]
    public async Task<IActionResult> Banner(long id, string check, CancellationToken ct) =>
        await ShowAsync(await ShownActors(id).Select(a => new Picture(a.Host, a.ImageUrl)).SingleOrDefaultAsync(ct), MediaUse.Banner, check, ct);

    [HttpGet("/media/emojis/{id:long}/{check}")]
    public async Task<IActionResult> Emoji(long id, string check, CancellationToken ct) => await ShowAsync(
        await db.Emojis.Where(e => e.Id == id && e.Host != "").Select(e => new Picture(e.Host, e.ImageUrl)).SingleOrDefaultAsync(ct), MediaUse.Emoji, check, ct);

    private async Task<IActionResult> ShowAsync(Picture? picture, MediaUse use, string check, CancellationToken ct) =>
        picture is { Url: { } url, Host.Length: > 0 } && RemoteAddress.CheckOf(url) == check
        && await remote.FindAsync(picture.Host, new RemoteFile(url, use, IsFilm: false), ct) is { File: { } file }
            ? MediaAnswers.Of(Response, store, file)
            : NotFound();

    private IQueryable<Actor> ShownActors(long id) => db.Actors.ThatAreShown(clock.GetUtcNow()).Where(a => a.Id == id);

    private async Task<Found?> FindAsync(long id, string check, CancellationToken ct)
    {
        var shown = db.Actors.ThatAreShown(clock.GetUtcNow());
        var found = await (
            from attachment in db.Attachments
            join notice in db.Notices on attachment.NoticeId equals notice.Id
            join author in shown on notice.AuthorId equals author.Id
            where attachment.Id == id && attachment.UploadId == null && attachment.Kind != AttachmentKind.File
            select new Found(author.Host, attachment.RemoteUrl, attachment.PreviewUrl, attachment.Kind)).SingleOrDefaultAsync(ct);
        return found is not null && RemoteAddress.CheckOf(found.Url) == check ? found : null;
    }

    private static RemoteFile FileOf(Found found) => new(found.Url, MediaUse.Attachment, IsFilm: found.Kind != AttachmentKind.Image);

    private sealed record Found(string Host, Uri Url, Uri? Preview, AttachmentKind Kind);

    private sealed record Picture(string Host, Uri? Url);
}
