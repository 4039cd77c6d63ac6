using Microblog.Accounts;
using Microblog.Notices.Polls;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Shows a poll and votes in it.</summary>
[ApiController]
[Route("api/v1/polls/{id}")]
public sealed class PollsController(StatusReader statuses, Vote vote, Viewer viewer) : ControllerBase
{
    [HttpGet]
    [ReadOrPassBy(Scopes.ReadStatuses)]
    public async Task<PollStatus> Show(string id, CancellationToken ct) =>
        (await statuses.OneAsync(viewer.ActorId, ApiText.RequiredId(id), ct)).Poll ?? throw new RefusalException(Refusal.NotFound);

    [HttpPost("votes")]
    [Authorize(Policy = Scopes.WriteStatuses, AuthenticationSchemes = "token")]
    public Task<PollStatus> Cast(string id, [FromForm] PollChoices chosen, CancellationToken ct) => CastAsync(id, chosen, ct);

    [HttpPost("votes")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteStatuses, AuthenticationSchemes = "token")]
    public Task<PollStatus> CastFromJson(string id, [FromBody] PollChoices chosen, CancellationToken ct) => CastAsync(id, chosen, ct);

    private async Task<PollStatus> CastAsync(string id, PollChoices chosen, CancellationToken ct)
    {
        await vote.RunAsync(viewer.RequiredActorId, ApiText.RequiredId(id), [.. chosen.Choices ?? []], ct);
        return await Show(id, ct);
    }
}
