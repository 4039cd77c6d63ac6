using Microblog.Accounts;
using Microblog.Moderation.Reports;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Reports somebody to the moderators.</summary>
[ApiController]
[Route("api/v1/reports")]
[Authorize(Policy = Scopes.WriteReports, AuthenticationSchemes = "token")]
public sealed class ReportsController(FileReport file, ReadAccount accounts, Viewer viewer) : ControllerBase
{
    [HttpPost]
    public Task<FiledReport> File([FromForm] ReportRequest request, CancellationToken ct)
    {
        // Lists come as status_ids[]=1&status_ids[]=2, as PHP reads them.
        var notices = Request.HasFormContentType ? Request.Form["status_ids[]"].OfType<string>().ToList() : [];
        var rules = Request.HasFormContentType ? Request.Form["rule_ids[]"].OfType<string>().ToList() : [];
        return FileAsync(request with { StatusIds = [.. request.StatusIds ?? [], .. notices], RuleIds = [.. request.RuleIds ?? [], .. rules] }, ct);
    }

    [HttpPost]
    [Consumes("application/json")]
    public Task<FiledReport> FileFromJson([FromBody] ReportRequest request, CancellationToken ct) => FileAsync(request, ct);

    private async Task<FiledReport> FileAsync(ReportRequest request, CancellationToken ct)
    {
        var target = await accounts.OneAsync(ApiText.RequiredId(request.AccountId ?? ""), ct);
        var notices = (request.StatusIds ?? []).Select(ApiText.RequiredId).ToArray();
        var report = await file.RunAsync(
            viewer.RequiredActorId,
            new ReportDraft(ApiText.RequiredId(target.Id), notices, request.Comment ?? "", request.Forward ?? false)
            {
                Category = string.IsNullOrEmpty(request.Category) ? ReportCategory.Other : ReportText.CategoryOf(request.Category),
                Rules = ReportText.RulesOf(request.RuleIds ?? []),
            },
            ct);
        return new FiledReport
        {
            Id = ApiText.Id(report.Id),
            Comment = report.Comment,
            Forwarded = report.IsForwarded,
            CreatedAt = ApiText.Instant(report.At),
            StatusIds = [.. report.Notices.Select(n => n.NoticeId).OfType<long>().Select(ApiText.Id)],
            TargetAccount = target,
            Category = ReportText.Of(report.Category),
            RuleIds = ReportText.RuleIds(report.Rules),
        };
    }
}

/// <summary>What a client app asks to report, as form or JSON.</summary>
public sealed record ReportRequest
{
    [FromForm(Name = "account_id")]
    public string? AccountId { get; init; }

    [FromForm(Name = "status_ids")]
    public IReadOnlyList<string>? StatusIds { get; init; }
    public string? Comment { get; init; }
    public bool? Forward { get; init; }
    public string? Category { get; init; }

    [FromForm(Name = "rule_ids")]
    public IReadOnlyList<string>? RuleIds { get; init; }
}

/// <summary>A report, as the one who made it is shown it.</summary>
/// <remarks>Source: Mastodon API documentation, entity Report.</remarks>
public sealed record FiledReport
{
    public required string Id { get; init; }
    public bool ActionTaken => false;
    public string? ActionTakenAt => null;
    public required string Category { get; init; }
    public required string Comment { get; init; }
    public required bool Forwarded { get; init; }
    public required string CreatedAt { get; init; }
    public required IReadOnlyList<string> StatusIds { get; init; }

    /// <summary>Null where no rules are named.</summary>
    public required IReadOnlyList<string>? RuleIds { get; init; }
    public required Account TargetAccount { get; init; }
}
