using Microblog.Accounts;
using Microblog.Jobs;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Microblog.Moderation;

/// <summary>Where moderators see which servers cannot be reached and which work failed, and have it tried again or dropped.</summary>
[Authorize(Policies.Moderator)]
public sealed class QueueController(JobsView view, JobAdmin admin, IStringLocalizer<Texts> texts) : Controller
{
    private const string Hosts = "/moderation/federation";
    private const string Failed = "/moderation/jobs";
    private const int PerPage = 50;

    /// <summary>Servers for which something waits, by name.</summary>
    /// <param name="find">Part of a server's name.</param>
    /// <param name="after">The lane after which the page begins.</param>
    [HttpGet(Hosts)]
    public async Task<IActionResult> ShowHosts([FromQuery] string? find, [FromQuery] string? after, CancellationToken ct)
    {
        var wanted = string.IsNullOrWhiteSpace(find) ? null : find.Trim().ToLowerInvariant();
        var lanes = await view.HostsAsync(wanted, string.IsNullOrEmpty(after) ? null : after, PerPage + 1, ct);
        return View("Hosts", new HostsPage(find, [.. lanes.Take(PerPage)], lanes.Count > PerPage ? lanes[PerPage - 1].Name : null));
    }

    [HttpPost(Hosts + "/retry")]
    public async Task<IActionResult> RetryHost([FromForm] string? lane, CancellationToken ct)
    {
        await admin.RetryLaneAsync(DeliveriesOf(lane), ct);
        return Done(Hosts, texts["The server is asked again now."]);
    }

    [HttpPost(Hosts + "/drop")]
    public async Task<IActionResult> DropHost([FromForm] string? lane, CancellationToken ct)
    {
        await admin.DropLaneAsync(DeliveriesOf(lane), ct);
        return Done(Hosts, texts["What waited for the server is dropped."]);
    }

    /// <summary>Jobs that failed for good, the latest first.</summary>
    [HttpGet(Failed)]
    public async Task<IActionResult> ShowJobs(PageQuery page, CancellationToken ct)
    {
        var jobs = await view.FailedAsync(page.MaxId, PerPage + 1, ct);
        return View("FailedJobs", new FailedJobsPage([.. jobs.Take(PerPage)], jobs.Count > PerPage ? jobs[PerPage - 1].Id : null));
    }

    [HttpPost(Failed + "/{id:long}/retry")]
    public async Task<IActionResult> RetryJob(long id, CancellationToken ct)
    {
        await admin.RetryJobAsync(id, ct);
        return Done(Failed, texts["The job is tried again now."]);
    }

    [HttpPost(Failed + "/{id:long}/drop")]
    public async Task<IActionResult> DropJob(long id, CancellationToken ct)
    {
        await admin.DropJobAsync(id, ct);
        return Done(Failed, texts["The job is dropped."]);
    }

    // Only what the page shows: the lanes of deeds hold what people here did, which nobody drops by the dozen.
    private static string DeliveriesOf(string? lane) =>
        lane?.StartsWith(Lane.HostPrefix, StringComparison.Ordinal) == true ? lane : throw new RefusalException(Refusal.NotFound);

    private LocalRedirectResult Done(string page, string sentence)
    {
        TempData["Done"] = sentence;
        return LocalRedirect(page);
    }
}

/// <summary>A page of servers for which something waits.</summary>
/// <param name="Find">What was looked for; null for all.</param>
/// <param name="Next">The lane after which the next page begins; null on the last.</param>
public sealed record HostsPage(string? Find, IReadOnlyList<LaneStatus> Lanes, string? Next);

/// <summary>A page of jobs that failed for good.</summary>
/// <param name="Older">Where the next page goes on; null on the last.</param>
public sealed record FailedJobsPage(IReadOnlyList<FailedJob> Jobs, long? Older);
