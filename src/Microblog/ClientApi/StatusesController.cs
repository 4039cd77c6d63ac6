using Microblog.Accounts;
using Microblog.Data;
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
    PostNotice postNotice, DeleteNotice deleteNotice, StatusReader statuses, IdempotencyKeys keys, Db db, Viewer viewer) : ControllerBase
{
    /// <summary>Posts a status, or keeps it until it is time.</summary>
    /// <returns>A <see cref="Status"/>, or a <see cref="ScheduledStatus"/>.</returns>
    [HttpPost]
    public Task<object> Create([FromForm] StatusDraft draft, [FromServices] ScheduledPosts later, CancellationToken ct) => PostAsync(draft, later, ct);

    /// <inheritdoc cref="Create"/>
    [HttpPost]
    [Consumes("application/json")]
    public Task<object> CreateFromJson([FromBody] StatusDraft draft, [FromServices] ScheduledPosts later, CancellationToken ct) => PostAsync(draft, later, ct);

    [HttpDelete("{id}")]
    public async Task<Status> Delete(string id, CancellationToken ct)
    {
        // Its files stay for a while: whoever writes it anew sends their ids again.
        var status = await statuses.OwnAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        await deleteNotice.RunAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        return status;
    }

    private async Task<object> PostAsync(StatusDraft asked, ScheduledPosts later, CancellationToken ct)
    {
        var author = viewer.RequiredActorId;
        var draft = asked.ToDraft(await db.PostingDefaultsOfAsync(author, ct));
        string? key = Request.Headers["Idempotency-Key"];
        if (!string.IsNullOrEmpty(asked.ScheduledAt))
            return await later.KeepAsync(author, draft, ApiText.RequiredInstant(asked.ScheduledAt), key, ct);
        var id = await keys.OnceAsync(author, key, async () => (await postNotice.RunAsync(author, draft, ct)).Id);
        return await statuses.OneAsync(author, id, ct);
    }
}
