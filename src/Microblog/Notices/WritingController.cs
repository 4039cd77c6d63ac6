using Microblog.Accounts;
using Microblog.Media;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Microblog.Notices;

/// <summary>The forms with which a person posts and deletes.</summary>
[Authorize]
public sealed class WritingController(
    Viewer viewer, WriteComposer composer, RefusalTexts refusals, IStringLocalizer<Texts> texts) : Controller
{
    [HttpPost("/notices")]
    [RequestSizeLimit(MediaLimits.FormBody)]
    [RequestFormLimits(MultipartBodyLengthLimit = MediaLimits.FormBody)]
    public async Task<IActionResult> Post(NoticeForm form, [FromServices] PostNotice post, [FromServices] TakeFiles take, CancellationToken ct)
    {
        // A visibility that is not understood must not become a public notice.
        if (!ModelState.IsValid)
            return BadRequest();
        var files = FilesForm.Of(await Request.ReadFormAsync(ct));
        form.Media = files.Kept;
        try
        {
            form.Media = await take.RunAsync(viewer.RequiredActorId, files, ct);
            var notice = await post.RunAsync(viewer.RequiredActorId, form.ToDraft(), ct);
            TempData["Done"] = texts["Your notice is posted."].Value;
            return form.InReplyTo is null ? LocalRedirect("/home") : Redirect(notice.Url!.AbsolutePath);
        }
        catch (RefusalException refusal)
        {
            return await ShowAgainAsync(form, refusal, ct);
        }
    }

    [HttpPost("/notices/{id:long}/delete")]
    public async Task<IActionResult> Delete(long id, [FromServices] DeleteNotice delete, CancellationToken ct)
    {
        await delete.RunAsync(viewer.RequiredActorId, id, ct);
        TempData["Done"] = texts["The notice is deleted."].Value;
        return LocalRedirect("/home");
    }

    private async Task<IActionResult> ShowAgainAsync(NoticeForm form, RefusalException refusal, CancellationToken ct)
    {
        Response.StatusCode = RefusalFilter.StatusOf(refusal.Refusal);
        var again = await composer.ForAsync(viewer.RequiredActorId, form, ct);
        return View("Compose", again with { Problem = again.WhyNot ?? refusals.Of(refusal) });
    }
}
