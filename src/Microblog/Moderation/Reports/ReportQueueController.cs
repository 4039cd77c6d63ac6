using Microblog.Accounts;
using Microblog.Data;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Moderation.Reports;

/// <summary>Where moderators read reports and close them.</summary>
[Authorize(Policies.Moderator)]
[Route("moderation/reports")]
public sealed class ReportQueueController(Db db, Viewer viewer, IStringLocalizer<Texts> texts, TimeProvider clock) : Controller
{
    private const int PerPage = 30;

    /// <summary>Open reports, or those that are closed, newest first.</summary>
    [HttpGet("")]
    public async Task<IActionResult> Show([FromQuery] bool closed, PageQuery page, CancellationToken ct)
    {
        var reports = db.Reports.Where(r => closed ? r.ClosedAt != null : r.ClosedAt == null);
        if (page.MaxId is { } max)
            reports = reports.Where(r => r.Id < max);
        var lines = await reports.OrderByDescending(r => r.Id).Take(PerPage + 1).Select(ReportLine.Shape).AsSplitQuery().ToListAsync(ct);
        return View("Queue", new QueuePage(closed, [.. lines.Take(PerPage)], lines.Count > PerPage ? lines[PerPage - 1].Id : null));
    }

    [HttpGet("{id:long}")]
    public async Task<IActionResult> Report(long id, CancellationToken ct)
    {
        var report = await db.Reports.Where(r => r.Id == id).Select(ReportLine.Shape).SingleOrDefaultAsync(ct)
            ?? throw new RefusalException(Refusal.NotFound);
        var others = await db.Reports.CountAsync(r => r.TargetId == report.Target.Id && r.Id != id, ct);
        var isBlocked = await db.Blocks.Where(Block.ClosesAccountAt(clock.GetUtcNow())).AnyAsync(b => b.ActorId == report.Target.Id, ct);
        return View("Report", new ReportPage(report, others, isBlocked));
    }

    [HttpPost("{id:long}/close")]
    public async Task<IActionResult> Close(long id, [FromForm] string? note, [FromServices] CloseReport close, CancellationToken ct)
    {
        await close.RunAsync(id, viewer.RequiredActorId, note ?? "", ct);
        TempData["Done"] = texts["The report is closed."].Value;
        return LocalRedirect("/moderation/reports");
    }

    [HttpPost("{id:long}/reopen")]
    public async Task<IActionResult> Reopen(long id, [FromServices] ReopenReport reopen, CancellationToken ct)
    {
        await reopen.RunAsync(id, ct);
        return Done(id, texts["The report is open again."]);
    }

    /// <summary>Takes the report on, or gives it back.</summary>
    [HttpPost("{id:long}/assign")]
    public async Task<IActionResult> Assign(long id, [FromForm] bool give, [FromServices] AssignReport assign, CancellationToken ct)
    {
        await assign.RunAsync(id, give ? null : viewer.RequiredActorId, ct);
        return Done(id, give ? texts["Nobody deals with the report now."] : texts["You deal with the report."]);
    }

    /// <summary>Blocks whom the report is about, who lives elsewhere; people here have a page of their own for that.</summary>
    [HttpPost("{id:long}/block")]
    public async Task<IActionResult> BlockTarget(long id, [FromForm] string? reason, [FromServices] BlockAccount block, CancellationToken ct)
    {
        var target = await TargetElsewhereAsync(id, ct);
        await block.RunAsync(target, viewer.RequiredActorId, BlockScope.Account, reason ?? "", until: null, ct);
        return Done(id, texts["The account is blocked. The log says so."]);
    }

    [HttpPost("{id:long}/unblock")]
    public async Task<IActionResult> UnblockTarget(long id, [FromForm] string? reason, [FromServices] LiftBlock lift, CancellationToken ct)
    {
        var target = await TargetElsewhereAsync(id, ct);
        await lift.RunAsync(target, viewer.RequiredActorId, reason ?? "", ct);
        return Done(id, texts["The block is lifted. The log says so."]);
    }

    private LocalRedirectResult Done(long id, string sentence)
    {
        TempData["Done"] = sentence;
        return LocalRedirect($"/moderation/reports/{id}");
    }

    private async Task<long> TargetElsewhereAsync(long reportId, CancellationToken ct) =>
        await db.Reports.Where(r => r.Id == reportId && r.Target!.Host != "").Select(r => (long?)r.TargetId).SingleOrDefaultAsync(ct)
        ?? throw new RefusalException(Refusal.NotFound);
}

/// <summary>A page of reports.</summary>
/// <param name="Older">Where the next page goes on; null on the last.</param>
public sealed record QueuePage(bool AreClosed, IReadOnlyList<ReportLine> Reports, long? Older);

/// <summary>One report and what is known besides.</summary>
/// <param name="Others">How many other reports there are about the same actor.</param>
public sealed record ReportPage(ReportLine Report, int Others, bool IsBlocked);
