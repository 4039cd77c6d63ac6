using Microblog.Accounts;
using Microblog.Data;
using Microblog.Media;
using Microblog.Notices.Polls;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Notices.Editing;

/// <summary>The pages with which a person changes a notice, and anybody who may read it sees what it said before.</summary>
public sealed class EditingController(Db db, Viewer viewer, WriteComposer composer, RefusalTexts refusals, TimeProvider clock) : Controller
{
    [HttpGet("/{at:regex(^@)}/{id:long}/edit")]
    [Authorize]
    public async Task<IActionResult> Edit(string at, long id, CancellationToken ct)
    {
        var notice = await OwnAsync(id, ct);
        if (at[1..] != notice.Author.Address)
            return LocalRedirect($"{notice.Path}/edit");
        return View("Edit", await composer.ForAsync(viewer.RequiredActorId, await FormAsync(notice, ct), ct));
    }

    [HttpPost("/notices/{id:long}/edit")]
    [Authorize]
    [RequestSizeLimit(MediaLimits.FormBody)]
    [RequestFormLimits(MultipartBodyLengthLimit = MediaLimits.FormBody)]
    public async Task<IActionResult> Save(
        long id,
        NoticeForm form,
        [FromServices] EditNotice edit,
        [FromServices] TakeFiles take,
        [FromServices] IStringLocalizer<Texts> texts,
        CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        form.Edits = id;
        var files = FilesForm.Of(await Request.ReadFormAsync(ct));
        form.Media = files.Kept;
        try
        {
            form.Media = await take.RunAsync(viewer.RequiredActorId, files, ct);
            await edit.RunAsync(viewer.RequiredActorId, id, form.ToDraft(), ct);
        }
        catch (RefusalException refusal) when (refusal.Refusal != Refusal.NotFound)
        {
            Response.StatusCode = RefusalFilter.StatusOf(refusal.Refusal);
            var again = await composer.ForAsync(viewer.RequiredActorId, form, ct);
            return View("Edit", again with { Problem = again.WhyNot ?? refusals.Of(refusal) });
        }

        TempData["Done"] = texts["Your notice is changed."].Value;
        return LocalRedirect((await OwnAsync(id, ct)).Path);
    }

    [HttpGet("/{at:regex(^@)}/{id:long}/history")]
    [AllowAnonymous]
    public async Task<IActionResult> History(string at, long id, [FromServices] FillNotices fill, CancellationToken ct)
    {
        var notice = await db.Notices.Where(n => n.Id == id).VisibleTo(viewer.ActorId, clock.GetUtcNow()).As(NoticeView.Shape).SingleOrDefaultAsync(ct);
        if (notice is null)
            return NotFound();
        if (at[1..] != notice.Author.Address)
            return LocalRedirect($"{notice.Path}/history");

        var versions = await db.NoticeVersions.AsNoTracking().Where(v => v.NoticeId == id).OrderByDescending(v => v.Id).ToListAsync(ct);
        await fill.RunAsync([notice], ct);
        return View("History", new HistoryPage(notice, versions));
    }

    private async Task<NoticeView> OwnAsync(long id, CancellationToken ct) => await db.Notices
        .Where(n => n.Id == id && n.AuthorId == viewer.RequiredActorId && n.Text != null)
        .VisibleTo(viewer.ActorId, clock.GetUtcNow())
        .As(NoticeView.Shape)
        .SingleOrDefaultAsync(ct) ?? throw new RefusalException(Refusal.NotFound);

    private async Task<NoticeForm> FormAsync(NoticeView notice, CancellationToken ct)
    {
        var typed = await db.Notices.Where(n => n.Id == notice.Id).Select(n => n.Text).SingleAsync(ct);
        var poll = (await PollView.ReadAsync(db, [notice.Id], viewer: null, ct)).GetValueOrDefault(notice.Id);
        return new NoticeForm
        {
            Text = typed,
            Summary = notice.Summary,
            IsSensitive = notice.IsSensitive && notice.Summary is null,
            Visibility = notice.Visibility,
            Choices = poll is null ? null : [.. poll.Choices.Select(c => c.Title)],
            IsMultiple = poll?.IsMultiple ?? false,
            Media = await db.Attachments
                .Where(a => a.NoticeId == notice.Id)
                .OrderBy(a => a.Position)
                .Select(a => new MediaChange(a.Id, a.Description, null))
                .ToListAsync(ct),
            Edits = notice.Id,
        };
    }
}

/// <summary>What a notice says and said.</summary>
/// <param name="Versions">The newest first.</param>
public sealed record HistoryPage(NoticeView Notice, IReadOnlyList<NoticeVersion> Versions);
