using Microblog.Accounts;
using Microblog.Data;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Announcements;

/// <summary>Where moderators tell everybody something.</summary>
[Authorize(Policies.Moderator)]
[Route("moderation/announcements")]
public sealed class AnnouncementsController(Db db, Viewer viewer, RefusalTexts refusals, IStringLocalizer<Texts> texts) : Controller
{
    private const string Here = "/moderation/announcements";

    /// <summary>How many are listed, also of those that are over.</summary>
    private const int Listed = 50;

    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct) => View("Announcements", await PageAsync(new AnnouncementForm(), ct));

    [HttpGet("{id:long}")]
    public async Task<IActionResult> Edit(long id, CancellationToken ct)
    {
        var known = await db.Announcements.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct) ?? throw new RefusalException(Refusal.NotFound);
        return View("Announcements", await PageAsync(AnnouncementForm.Of(known), ct) with { Id = id });
    }

    [HttpPost("")]
    public Task<IActionResult> Add(AnnouncementForm form, [FromServices] WriteAnnouncement write, CancellationToken ct) => WriteAsync(null, form, write, ct);

    [HttpPost("{id:long}")]
    public Task<IActionResult> Change(long id, AnnouncementForm form, [FromServices] WriteAnnouncement write, CancellationToken ct) =>
        WriteAsync(id, form, write, ct);

    [HttpPost("{id:long}/withdraw")]
    public async Task<IActionResult> Withdraw(long id, [FromServices] WithdrawAnnouncement withdraw, CancellationToken ct)
    {
        await withdraw.RunAsync(id, ct);
        TempData["Done"] = texts["The announcement is withdrawn."].Value;
        return LocalRedirect(Here);
    }

    private async Task<IActionResult> WriteAsync(long? id, AnnouncementForm form, WriteAnnouncement write, CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        try
        {
            await write.RunAsync(id, form.ToDraft(), viewer.RequiredActorId, ct);
            TempData["Done"] = texts["Everybody here is told."].Value;
            return LocalRedirect(Here);
        }
        catch (RefusalException refusal) when (refusal.Refusal != Refusal.NotFound)
        {
            Response.StatusCode = RefusalFilter.StatusOf(refusal.Refusal);
            return View("Announcements", await PageAsync(form, ct) with { Id = id, Problem = refusals.Of(refusal) });
        }
    }

    private async Task<AnnouncementsPage> PageAsync(AnnouncementForm form, CancellationToken ct) =>
        new(await db.Announcements.AsNoTracking().OrderByDescending(a => a.Id).Take(Listed).ToListAsync(ct), form);
}

/// <summary>The announcements, and the form for one.</summary>
/// <param name="Announcements">Also those that are over, the newest first.</param>
public sealed record AnnouncementsPage(IReadOnlyList<Announcement> Announcements, AnnouncementForm Form)
{
    /// <summary>The announcement that is changed; null for a new one.</summary>
    public long? Id { get; init; }

    /// <summary>What was wrong with what was asked for.</summary>
    public string? Problem { get; init; }
}
