using Microblog.Accounts;
using Microblog.Data;
using Microblog.Relations;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>What the viewer notes about others, and whom they show on their profile.</summary>
[ApiController]
[Route("api/v1")]
public sealed class PersonalController(Viewer viewer, ReadAccount read, RelationshipReader relationships) : ControllerBase
{
    [HttpPost("accounts/{id}/note")]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public Task<Relationship> Note(string id, [FromForm] NoteDraft draft, [FromServices] WriteNote write, CancellationToken ct) => NoteAsync(id, draft, write, ct);

    [HttpPost("accounts/{id}/note")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public Task<Relationship> NoteFromJson(string id, [FromBody] NoteDraft draft, [FromServices] WriteNote write, CancellationToken ct) =>
        NoteAsync(id, draft, write, ct);

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

    private async Task<Relationship> NoteAsync(string id, NoteDraft draft, WriteNote write, CancellationToken ct)
    {
        var about = await read.RequireShownAsync(ApiText.RequiredId(id), ct);
        await write.RunAsync(viewer.RequiredActorId, about, draft.Comment ?? "", ct);
        return await relationships.ToAsync(about, ct);
    }
}

/// <summary>Whom people show on their profiles.</summary>
[ApiController]
[Route("api/v1")]
public sealed class EndorsementsController(Db db, Viewer viewer, ReadAccount read, AccountLists lists) : ControllerBase
{
    [HttpGet("endorsements")]
    [Authorize(Policy = Scopes.ReadAccounts, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<Account>> Own([FromQuery] Paging paging, CancellationToken ct) => OfAsync(viewer.RequiredActorId, paging, ct);

    [HttpGet("accounts/{id}/endorsements")]
    [ReadOrPassBy(Scopes.ReadAccounts)]
    public async Task<IReadOnlyList<Account>> Of(string id, [FromQuery] Paging paging, CancellationToken ct) =>
        await OfAsync(await read.RequireShownAsync(ApiText.RequiredId(id), ct), paging, ct);

    private Task<IReadOnlyList<Account>> OfAsync(long owner, Paging paging, CancellationToken ct) => lists.PageAsync(
        db.Endorsements.Where(e => e.OwnerId == owner).Select(e => new PlacedActor { Id = e.Id, Actor = e.Actor! }), paging.ToPage(), ct);
}

/// <summary>What the viewer wants to write down about an account.</summary>
public sealed record NoteDraft
{
    public string? Comment { get; init; }
}
