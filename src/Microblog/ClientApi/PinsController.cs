using Microblog.Accounts;
using Microblog.Notices;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Pins and unpins a status of the viewer's own.</summary>
[ApiController]
[Route("api/v1/statuses/{id}")]
[Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
public sealed class PinsController(Viewer viewer, StatusReader statuses) : ControllerBase
{
    [HttpPost("pin")]
    public async Task<Status> Pin(string id, [FromServices] PinNotice pin, CancellationToken ct)
    {
        var noticeId = ApiText.RequiredId(id);
        await pin.RunAsync(viewer.RequiredActorId, noticeId, ct);
        return await statuses.OneAsync(viewer.ActorId, noticeId, ct);
    }

    [HttpPost("unpin")]
    public async Task<Status> Unpin(string id, [FromServices] UnpinNotice unpin, CancellationToken ct)
    {
        var noticeId = ApiText.RequiredId(id);
        await unpin.RunAsync(viewer.RequiredActorId, noticeId, ct);
        return await statuses.OneAsync(viewer.ActorId, noticeId, ct);
    }
}
