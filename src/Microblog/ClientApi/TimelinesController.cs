using Microblog.Accounts;
using Microblog.Data;
using Microblog.Notices;
using Microblog.SignIn;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Pages of statuses.</summary>
[ApiController]
[Route("api/v1/timelines")]
public sealed class TimelinesController(Db db, Viewer viewer, StatusReader statuses) : ControllerBase
{
    [HttpGet("home")]
    [Authorize(Policy = Scopes.ReadStatuses, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<Status>> Home([FromQuery] Paging paging, CancellationToken ct) =>
        statuses.PageAsync(db.Notices.OnHomeOf(db, viewer.RequiredActorId), viewer.ActorId, paging.ToPage(), ct);

    [HttpGet("public")]
    [ReadOrPassBy(Scopes.ReadStatuses)]
    public Task<IReadOnlyList<Status>> Public([FromQuery] Paging paging, [FromQuery] bool local, [FromQuery] bool remote, CancellationToken ct)
    {
        var notices = local ? db.Notices.OnPublicPage() : db.Notices.Where(n => n.Visibility == Visibility.Public && n.RepeatOfId == null);
        return statuses.PageAsync(remote ? notices.Where(n => n.Text == null) : notices, viewer.ActorId, paging.ToPage(), ct);
    }
}
