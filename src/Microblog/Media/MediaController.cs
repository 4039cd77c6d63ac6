using Microblog.Actors;
using Microblog.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Media;

/// <summary>The files that were made of uploads.</summary>
/// <remarks>An address is all that is needed to see one, whoever may read the notice: it has 128 bits that nobody can guess, and ends with the notice.</remarks>
[AllowAnonymous]
public sealed class MediaController(Db db, IMediaStore store, TimeProvider clock) : ControllerBase
{
    [HttpGet("/media/{file}")]
    public async Task<IActionResult> Show(string file, CancellationToken ct) =>
        MediaFiles.IsName(file) && await IsShownAsync(file, ct) ? MediaAnswers.Of(Response, store, file) : NotFound();

    // What no notice has held yet is shown to who just uploaded it; what none holds any more, to nobody.
    private Task<bool> IsShownAsync(string file, CancellationToken ct)
    {
        var shown = db.Actors.ThatAreShown(clock.GetUtcNow());
        return db.Uploads
            .Where(u => u.File == file || u.PreviewFile == file)
            .Where(u => u.Use != MediaUse.Attachment || u.AttachedAt == null || db.Attachments.Any(a => a.UploadId == u.Id))
            .AnyAsync(u => shown.Any(a => a.Id == u.OwnerId), ct);
    }
}
