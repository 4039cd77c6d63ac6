using Microblog.Accounts;
using Microblog.Data;
using Microblog.Reactions;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Repeats, and takes repeats back.</summary>
[ApiController]
[Route("api/v1/statuses/{id}")]
[Authorize(Policy = Scopes.WriteStatuses, AuthenticationSchemes = "token")]
public sealed class ReblogsController(Db db, Viewer viewer, StatusReader statuses, RepeatNotice repeat, UnrepeatNotice unrepeat) : ControllerBase
{
    [HttpPost("reblog")]
    public Task<Status> Reblog(string id, [FromForm] ReblogForm form, CancellationToken ct) => RepeatAsync(id, form, ct);

    [HttpPost("reblog")]
    [Consumes("application/json")]
    public Task<Status> ReblogFromJson(string id, [FromBody] ReblogForm form, CancellationToken ct) => RepeatAsync(id, form, ct);

    /// <summary>Takes the repeat back; the status that was repeated is answered.</summary>
    [HttpPost("unreblog")]
    public async Task<Status> Unreblog(string id, CancellationToken ct)
    {
        var noticeId = ApiText.RequiredId(id);
        var original = await db.OriginalIdAsync(noticeId, ct);
        await unrepeat.RunAsync(viewer.RequiredActorId, noticeId, ct);
        return await statuses.OneAsync(viewer.ActorId, original ?? noticeId, ct);
    }

    private async Task<Status> RepeatAsync(string id, ReblogForm form, CancellationToken ct)
    {
        Notices.Visibility? visibility = string.IsNullOrEmpty(form.Visibility) ? null : ApiText.VisibilityOf(form.Visibility);
        var repeatId = await repeat.RunAsync(viewer.RequiredActorId, ApiText.RequiredId(id), visibility, ct);
        return await statuses.OneAsync(viewer.ActorId, repeatId, ct);
    }
}

/// <summary>How a client app wants a status repeated.</summary>
public sealed record ReblogForm
{
    public string? Visibility { get; init; }
}
