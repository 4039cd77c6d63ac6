using Microblog.Accounts;
using Microblog.Data;
using Microblog.Notices.Scheduling;
using Microblog.SignIn;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>What the viewer is to post later.</summary>
/// <remarks>Source: Mastodon API documentation, scheduled_statuses.</remarks>
[ApiController]
[Route("api/v1/scheduled_statuses")]
public sealed class ScheduledStatusesController(Db db, Viewer viewer, ScheduleNotices schedule, ScheduledReader reader, PageLinks links) : ControllerBase
{
    [HttpGet]
    [Authorize(Policy = Scopes.ReadStatuses, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<ScheduledStatus>> Show([FromQuery] Paging paging, CancellationToken ct)
    {
        var (me, page) = (viewer.RequiredActorId, paging.ToPage());
        var scheduled = links.InOrder(
            await db.ScheduledNotices.Where(s => s.OwnerId == me).On(page, s => s.Id).AsNoTracking().ToListAsync(ct), page, s => s.Id);
        return scheduled.Count == 0 ? [] : await reader.ShowAsync(scheduled, ct);
    }

    [HttpGet("{id}")]
    [Authorize(Policy = Scopes.ReadStatuses, AuthenticationSchemes = "token")]
    public async Task<ScheduledStatus> ShowOne(string id, CancellationToken ct) =>
        await ShowAsync(await schedule.RequireAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct), ct);

    [HttpPut("{id}")]
    [Authorize(Policy = Scopes.WriteStatuses, AuthenticationSchemes = "token")]
    public Task<ScheduledStatus> Move(string id, [FromForm] ScheduledTime time, CancellationToken ct) => MoveAsync(id, time, ct);

    [HttpPut("{id}")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteStatuses, AuthenticationSchemes = "token")]
    public Task<ScheduledStatus> MoveFromJson(string id, [FromBody] ScheduledTime time, CancellationToken ct) => MoveAsync(id, time, ct);

    [HttpDelete("{id}")]
    [Authorize(Policy = Scopes.WriteStatuses, AuthenticationSchemes = "token")]
    public async Task<object> Cancel(string id, CancellationToken ct)
    {
        await schedule.CancelAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        return new { };
    }

    private async Task<ScheduledStatus> MoveAsync(string id, ScheduledTime time, CancellationToken ct) => await ShowAsync(
        await schedule.MoveAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ApiText.RequiredInstant(time.ScheduledAt), ct), ct);

    private async Task<ScheduledStatus> ShowAsync(ScheduledNotice scheduled, CancellationToken ct) => (await reader.ShowAsync([scheduled], ct))[0];
}

/// <summary>When something is to be posted.</summary>
public sealed record ScheduledTime
{
    [FromForm(Name = "scheduled_at")]
    public string? ScheduledAt { get; init; }
}
