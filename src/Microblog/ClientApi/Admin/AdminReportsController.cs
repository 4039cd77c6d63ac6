using Microblog.Accounts;
using Microblog.Data;
using Microblog.Moderation.Reports;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi.Admin;

/// <summary>Reports, for moderators: the same deeds as on the pages.</summary>
/// <remarks>Source: Mastodon API documentation, admin/reports.</remarks>
[ApiController]
[Route("api/v1/admin/reports")]
public sealed class AdminReportsController(AdminReports reports, Viewer viewer, TimeProvider clock) : ControllerBase
{
    /// <summary>Those that are open, or, where that is asked for, those that are closed.</summary>
    [HttpGet]
    [Authorize(Policy = Scopes.AdminReadReports, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<AdminReport>> Show(Asked asked, [FromServices] Db db, [FromServices] PageLinks links, CancellationToken ct)
    {
        var isClosed = asked.Flag("resolved") == true;
        var chosen = db.Reports.Where(r => isClosed ? r.ClosedAt != null : r.ClosedAt == null);
        if (asked.Text("account_id") is { } by)
        {
            var id = ApiText.IdOrNull(by);
            chosen = chosen.Where(r => r.ById == id);
        }

        if (asked.Text("target_account_id") is { } about)
        {
            var id = ApiText.IdOrNull(about);
            chosen = chosen.Where(r => r.TargetId == id);
        }

        return reports.PageAsync(chosen, asked.Page, links, clock.GetUtcNow(), ct);
    }

    [HttpGet("{id}")]
    [Authorize(Policy = Scopes.AdminReadReports, AuthenticationSchemes = "token")]
    public Task<AdminReport> One(string id, CancellationToken ct) => ReadAsync(ApiText.RequiredId(id), ct);

    /// <summary>Says what the report is really about.</summary>
    [HttpPut("{id}")]
    [Authorize(Policy = Scopes.AdminWriteReports, AuthenticationSchemes = "token")]
    public Task<AdminReport> Change(string id, Asked asked, [FromServices] ClassifyReport classify, CancellationToken ct) => DoAsync(
        id,
        report => classify.RunAsync(
            report,
            asked.Text("category") is { } category ? ReportText.CategoryOf(category) : null,
            asked.Says("rule_ids") ? ReportText.RulesOf(asked.List("rule_ids").Where(r => r.Length > 0)) : null,
            ct),
        ct);

    [HttpPost("{id}/assign_to_self")]
    [Authorize(Policy = Scopes.AdminWriteReports, AuthenticationSchemes = "token")]
    public Task<AdminReport> Assign(string id, [FromServices] AssignReport assign, CancellationToken ct) =>
        DoAsync(id, report => assign.RunAsync(report, viewer.RequiredActorId, ct), ct);

    [HttpPost("{id}/unassign")]
    [Authorize(Policy = Scopes.AdminWriteReports, AuthenticationSchemes = "token")]
    public Task<AdminReport> Unassign(string id, [FromServices] AssignReport assign, CancellationToken ct) =>
        DoAsync(id, report => assign.RunAsync(report, toActorId: null, ct), ct);

    [HttpPost("{id}/resolve")]
    [Authorize(Policy = Scopes.AdminWriteReports, AuthenticationSchemes = "token")]
    public Task<AdminReport> Resolve(string id, Asked asked, [FromServices] CloseReport close, CancellationToken ct) =>
        DoAsync(id, report => close.RunAsync(report, viewer.RequiredActorId, asked.Text("text") ?? "", ct), ct);

    [HttpPost("{id}/reopen")]
    [Authorize(Policy = Scopes.AdminWriteReports, AuthenticationSchemes = "token")]
    public Task<AdminReport> Reopen(string id, [FromServices] ReopenReport reopen, CancellationToken ct) =>
        DoAsync(id, report => reopen.RunAsync(report, ct), ct);

    private async Task<AdminReport> DoAsync(string id, Func<long, Task> deed, CancellationToken ct)
    {
        var report = ApiText.RequiredId(id);
        await deed(report);
        return await ReadAsync(report, ct);
    }

    private Task<AdminReport> ReadAsync(long id, CancellationToken ct) => reports.OneAsync(id, clock.GetUtcNow(), ct);
}
