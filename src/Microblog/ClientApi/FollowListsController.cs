using Microblog.Accounts;
using Microblog.Data;
using Microblog.Relations;
using Microblog.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Who follows an account and whom it follows, as far as it shows that and this server knows; the newest follow first.</summary>
[ApiController]
[Route("api/v1/accounts/{id}")]
public sealed class FollowListsController(Db db, Viewer viewer, ReadAccount read, AccountLists lists, TimeProvider clock) : ControllerBase
{
    [HttpGet("followers")]
    [ReadOrPassBy(Scopes.ReadAccounts)]
    public async Task<IReadOnlyList<Account>> Followers(string id, [FromQuery] Paging paging, CancellationToken ct)
    {
        var followed = await read.RequireShownAsync(ApiText.RequiredId(id), ct);
        return await HidesAsync(followed, ct)
            ? []
            : await lists.PageAsync(
                db.Follows.AmongShown(clock.GetUtcNow()).Where(f => f.FollowedId == followed).Select(f => new PlacedActor { Id = f.Id, Actor = f.Follower! }), paging.ToPage(), ct);
    }

    [HttpGet("following")]
    [ReadOrPassBy(Scopes.ReadAccounts)]
    public async Task<IReadOnlyList<Account>> Following(string id, [FromQuery] Paging paging, CancellationToken ct)
    {
        var follower = await read.RequireShownAsync(ApiText.RequiredId(id), ct);
        return await HidesAsync(follower, ct)
            ? []
            : await lists.PageAsync(
                db.Follows.AmongShown(clock.GetUtcNow()).Where(f => f.FollowerId == follower).Select(f => new PlacedActor { Id = f.Id, Actor = f.Followed! }), paging.ToPage(), ct);
    }

    // Nobody but themselves; and whom an actor blocked does not see whom it knows.
    private async Task<bool> HidesAsync(long actorId, CancellationToken ct) => viewer.ActorId != actorId
        && await db.Actors.AnyAsync(a => a.Id == actorId && (a.HidesFollows || a.Blocking.Any(b => b.BlockedId == viewer.ActorId)), ct);
}
