using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Reports;

/// <summary>The form with which a person reports somebody.</summary>
[Authorize]
[Route("reports")]
public sealed class ReportingController(Db db, Viewer viewer, RefusalTexts refusals, TimeProvider clock) : Controller
{
    /// <summary>How many other notices of theirs are offered to be reported, too.</summary>
    private const int Offered = 10;

    [HttpGet("new")]
    public async Task<IActionResult> New([FromQuery] long account, [FromQuery] long? notice, CancellationToken ct) =>
        View("Reporting", await PageAsync(new ReportForm { Account = account, Ticked = notice is { } id ? [id] : [] }, null, ct));

    [HttpPost("")]
    public async Task<IActionResult> File(
        ReportForm form, [FromServices] FileReport file, [FromServices] Microsoft.Extensions.Localization.IStringLocalizer<Texts> texts, CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        try
        {
            await file.RunAsync(viewer.RequiredActorId, form.ToDraft(), ct);
            TempData["Done"] = texts["Thank you. The moderators have your report."].Value;
            return LocalRedirect("/home");
        }
        catch (RefusalException refusal) when (refusal.Refusal is not Refusal.NotFound)
        {
            Response.StatusCode = RefusalFilter.StatusOf(refusal.Refusal);
            return View("Reporting", await PageAsync(form, refusals.Of(refusal), ct));
        }
    }

    private async Task<ReportingPage> PageAsync(ReportForm form, string? problem, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var target = await db.Actors
            .ThatAreShown(now)
            .Where(a => a.Id == form.Account && a.Id != viewer.ActorId)
            .Select(a => new ActorName(a.Id, a.Handle, a.Host, a.DisplayName, a.IconUrl))
            .SingleOrDefaultAsync(ct) ?? throw new RefusalException(Refusal.NotFound);
        var ticked = form.Notices.Take(Report.MaxNotices).ToArray();
        var theirs = db.Notices.By(target.Id);
        var named = await theirs.Where(n => ticked.Contains(n.Id)).VisibleTo(viewer.ActorId, now)
            .InOrder(Report.MaxNotices).As(NoticeView.Shape).ToListAsync(ct);
        var newest = await theirs.VisibleTo(viewer.ActorId, now).On(new Page(Limit: Offered)).As(NoticeView.Shape).ToListAsync(ct);
        return new ReportingPage(target, form, [.. named.Concat(newest).DistinctBy(n => n.Id)], problem);
    }
}

/// <summary>What a person fills in to report somebody.</summary>
public sealed class ReportForm
{
    [FromForm(Name = "account")]
    public long Account { get; init; }

    /// <summary>Null where none is ticked.</summary>
    [FromForm(Name = "notice")]
    public IReadOnlyList<long>? Ticked { get; init; }

    public IReadOnlyList<long> Notices => Ticked ?? [];

    [FromForm(Name = "comment")]
    public string? Comment { get; init; }

    [FromForm(Name = "forward")]
    public bool IsForwarded { get; init; }

    [FromForm(Name = "category")]
    public ReportCategory Category { get; init; }

    /// <summary>Null where none is ticked.</summary>
    [FromForm(Name = "rule")]
    public IReadOnlyList<int>? TickedRules { get; init; }

    public IReadOnlyList<int> Rules => TickedRules ?? [];

    internal ReportDraft ToDraft() => new(Account, Notices, Comment ?? "", IsForwarded) { Category = Category, Rules = Rules };
}

/// <summary>The form, and what can be reported.</summary>
/// <param name="Offered">Notices that can be named in the report.</param>
public sealed record ReportingPage(ActorName Target, ReportForm Form, IReadOnlyList<NoticeView> Offered, string? Problem);
