using Microblog.Accounts;
using Microblog.Data;
using Microblog.Relations;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Whom people show on their profiles.</summary>
[ApiController]
[Route("api/v1")]
public sealed class EndorsementsController(Db db, Viewer viewer, ReadAccount read, AccountLists lists, RelationshipReader relationships) : ControllerBase
{
    [HttpGet("endorsements")]
    [Authorize(Policy = Scopes.ReadAccounts, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<Account>> Own([FromQuery] Paging paging, CancellationToken ct) => OfAsync(viewer.RequiredActorId, paging, ct);

    [HttpGet("accounts/{id}/endorsements")]
    [ReadOrPassBy(Scopes.ReadAccounts)]
    public async Task<IReadOnlyList<Account>> Of(string id, [FromQuery] Paging paging, CancellationToken ct) =>
        await OfAsync(await read.RequireShownAsync(ApiText.RequiredId(id), ct), paging, ct);

    // COMPAT(Mastodon): "pin" is what it was called before 4.4.
    [HttpPost("accounts/{id}/endorse")]
    [HttpPost("accounts/{id}/pin")]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public async Task<Relationship> Show(string id, [FromServices] Endorse endorse, CancellationToken ct)
    {
        var shown = await read.RequireShownAsync(ApiText.RequiredId(id), ct);
        await endorse.RunAsync(viewer.RequiredActorId, shown, ct);
        return await relationships.ToAsync(shown, ct);
    }

    [HttpPost("accounts/{id}/unendorse")]
    [HttpPost("accounts/{id}/unpin")]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public async Task<Relationship> Hide(string id, [FromServices] Endorse endorse, CancellationToken ct)
    {
        var shown = ApiText.RequiredId(id);
        await endorse.EndAsync(viewer.RequiredActorId, shown, ct);
        return await relationships.ToAsync(shown, ct);
    }

    private Task<IReadOnlyList<Account>> OfAsync(long owner, Paging paging, CancellationToken ct) => lists.PageAsync(
        db.Endorsements.Where(e => e.OwnerId == owner).Select(e => new PlacedActor { Id = e.Id, Actor = e.Actor! }), paging.ToPage(), ct);
}
