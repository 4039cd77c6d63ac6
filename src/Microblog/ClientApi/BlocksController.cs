using Microblog.Accounts;
using Microblog.Data;
using Microblog.Relations;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Whom the viewer has blocked; blocks and unblocks.</summary>
[ApiController]
[Route("api/v1")]
public sealed class BlocksController(Db db, Viewer viewer, AccountLists lists, RelationshipReader relationships) : ControllerBase
{
    [HttpGet("blocks")]
    [Authorize(Policy = Scopes.ReadBlocks, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<Account>> Show([FromQuery] Paging paging, CancellationToken ct) => lists.PageAsync(
        db.PersonalBlocks
            .Where(b => b.BlockerId == viewer.RequiredActorId)
            .Select(b => new PlacedActor { Id = b.Id, Actor = b.Blocked! }),
        paging.ToPage(),
        ct);

    [HttpPost("accounts/{id}/block")]
    [Authorize(Policy = Scopes.WriteBlocks, AuthenticationSchemes = "token")]
    public async Task<Relationship> Block(string id, [FromServices] BlockActor block, CancellationToken ct)
    {
        var blocked = ApiText.RequiredId(id);
        await block.RunAsync(viewer.RequiredActorId, blocked, ct);
        return await relationships.ToAsync(blocked, ct);
    }

    [HttpPost("accounts/{id}/unblock")]
    [Authorize(Policy = Scopes.WriteBlocks, AuthenticationSchemes = "token")]
    public async Task<Relationship> Unblock(string id, [FromServices] UnblockActor unblock, CancellationToken ct)
    {
        var blocked = ApiText.RequiredId(id);
        await unblock.RunAsync(viewer.RequiredActorId, blocked, ct);
        return await relationships.ToAsync(blocked, ct);
    }
}
