using Microblog.Accounts;
using Microblog.Relations;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>What the viewer notes about others.</summary>
[ApiController]
[Route("api/v1/accounts/{id}/note")]
[Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
public sealed class PersonalNotesController(WritePersonalNote write, Viewer viewer, ReadAccount read, RelationshipReader relationships) : ControllerBase
{
    [HttpPost]
    public Task<Relationship> Note(string id, [FromForm] NoteDraft draft, CancellationToken ct) => NoteAsync(id, draft, ct);

    [HttpPost]
    [Consumes("application/json")]
    public Task<Relationship> NoteFromJson(string id, [FromBody] NoteDraft draft, CancellationToken ct) => NoteAsync(id, draft, ct);

    private async Task<Relationship> NoteAsync(string id, NoteDraft draft, CancellationToken ct)
    {
        var about = await read.RequireShownAsync(ApiText.RequiredId(id), ct);
        await write.RunAsync(viewer.RequiredActorId, about, draft.Comment ?? "", ct);
        return await relationships.ToAsync(about, ct);
    }
}

/// <summary>What the viewer wants to write down about an account.</summary>
public sealed record NoteDraft
{
    public string? Comment { get; init; }
}
