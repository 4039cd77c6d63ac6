using Microblog.Accounts;
using Microblog.Conversations;
using Microblog.Data;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Lets the viewer hear no more of a conversation, and hear of it again.</summary>
/// <remarks>Source: Mastodon API documentation, "Mute a conversation".</remarks>
[ApiController]
[Route("api/v1/statuses/{id}")]
[Authorize(Policy = Scopes.WriteMutes, AuthenticationSchemes = "token")]
public sealed class ConversationMutesController(Db db, Viewer viewer, StatusReader statuses) : ControllerBase
{
    [HttpPost("mute")]
    public Task<Status> Mute(string id, CancellationToken ct) => ChangeAsync(id, notice => db.MuteConversationAsync(viewer.RequiredActorId, notice, ct), ct);

    [HttpPost("unmute")]
    public Task<Status> Unmute(string id, CancellationToken ct) => ChangeAsync(id, notice => db.UnmuteConversationAsync(viewer.RequiredActorId, notice, ct), ct);

    private async Task<Status> ChangeAsync(string id, Func<long, Task> change, CancellationToken ct)
    {
        var notice = ApiText.RequiredId(id);
        await statuses.RequireReadableAsync(viewer.ActorId, notice, ct);
        await change(notice);
        return await statuses.OneAsync(viewer.ActorId, notice, ct);
    }
}
