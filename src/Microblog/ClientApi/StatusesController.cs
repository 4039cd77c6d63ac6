using Microblog.Accounts;
using Microblog.Notices;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Posts and deletes.</summary>
[ApiController]
[Route("api/v1/statuses")]
[Authorize(Policy = Scopes.WriteStatuses, AuthenticationSchemes = "token")]
public sealed class StatusesController(
    PostNotice postNotice, DeleteNotice deleteNotice, StatusReader statuses, IdempotencyKeys keys, Viewer viewer) : ControllerBase
{
    [HttpPost]
    public Task<Status> Create([FromForm] StatusDraft draft, CancellationToken ct) => PostAsync(draft, ct);

    [HttpPost]
    [Consumes("application/json")]
    public Task<Status> CreateFromJson([FromBody] StatusDraft draft, CancellationToken ct) => PostAsync(draft, ct);

    [HttpDelete("{id}")]
    public async Task<Status> Delete(string id, CancellationToken ct)
    {
        // Its files stay for a while: whoever writes it anew sends their ids again.
        var status = await statuses.OwnAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        await deleteNotice.RunAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        return status;
    }

    private async Task<Status> PostAsync(StatusDraft draft, CancellationToken ct)
    {
        var author = viewer.RequiredActorId;
        var id = await keys.OnceAsync(
            author, Request.Headers["Idempotency-Key"], async () => (await postNotice.RunAsync(author, draft.ToDraft(), ct)).Id);
        return await statuses.OneAsync(author, id, ct);
    }
}
