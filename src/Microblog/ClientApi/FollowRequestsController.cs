using Microblog.Accounts;
using Microblog.Data;
using Microblog.Relations;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Who asks to follow the viewer, and the viewer's answers.</summary>
[ApiController]
[Route("api/v1/follow_requests")]
public sealed class FollowRequestsController(
    Db db, Viewer viewer, AccountLists lists, RelationshipReader relationships, TimeProvider clock) : ControllerBase
{
    [HttpGet]
    [Authorize(Policy = Scopes.ReadFollows, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<Account>> Show([FromQuery] Paging paging, CancellationToken ct) => lists.PageAsync(
        db.Follows
            .Waiting(viewer.RequiredActorId, clock.GetUtcNow())
            .Select(f => new PlacedActor { Id = f.Id, Actor = f.Follower! }),
        paging.ToPage(),
        ct);

    [HttpPost("{id}/authorize")]
    [Authorize(Policy = Scopes.WriteFollows, AuthenticationSchemes = "token")]
    public async Task<Relationship> Approve(string id, [FromServices] ApproveFollow approve, CancellationToken ct)
    {
        var follower = ApiText.RequiredId(id);
        await approve.RunAsync(viewer.RequiredActorId, follower, ct);
        return await relationships.ToAsync(follower, ct);
    }

    [HttpPost("{id}/reject")]
    [Authorize(Policy = Scopes.WriteFollows, AuthenticationSchemes = "token")]
    public async Task<Relationship> Refuse(string id, [FromServices] RefuseFollower refuse, CancellationToken ct)
    {
        var (me, follower) = (viewer.RequiredActorId, ApiText.RequiredId(id));
        if (!await db.Follows.AnyAsync(f => f.FollowerId == follower && f.FollowedId == me && !f.IsAccepted, ct))
            throw new RefusalException(Refusal.NotFound);
        await refuse.RunAsync(me, follower, ct);
        return await relationships.ToAsync(follower, ct);
    }
}
