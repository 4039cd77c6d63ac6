using Microblog.Accounts;
using Microblog.Data;
using Microblog.Relations;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Follows, unfollows, and says who follows whom.</summary>
[ApiController]
[Route("api/v1/accounts")]
public sealed class RelationshipsController(
    Db db, Viewer viewer, ReadAccount read, FollowActor follow, UnfollowActor unfollow) : ControllerBase
{
    /// <summary>Most accounts that can be asked about at once.</summary>
    private const int Most = 80;

    [HttpGet("relationships")]
    [Authorize(Policy = Scopes.ReadFollows, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<Relationship>> Show(CancellationToken ct)
    {
        var asked = Request.Query["id[]"].Concat(Request.Query["id"]);
        return await WithAsync([.. asked.Select(ApiText.IdOrNull).OfType<long>().Distinct().Take(Most)], ct);
    }

    [HttpPost("{id}/follow")]
    [Authorize(Policy = Scopes.WriteFollows, AuthenticationSchemes = "token")]
    public async Task<Relationship> Follow(string id, CancellationToken ct)
    {
        var followed = await read.RequireShownAsync(ApiText.RequiredId(id), ct);
        await follow.RunAsync(viewer.RequiredActorId, followed, ct);
        return (await WithAsync([followed], ct)).Single();
    }

    [HttpPost("{id}/unfollow")]
    [Authorize(Policy = Scopes.WriteFollows, AuthenticationSchemes = "token")]
    public async Task<Relationship> Unfollow(string id, CancellationToken ct)
    {
        var followed = ApiText.RequiredId(id);
        await unfollow.RunAsync(viewer.RequiredActorId, followed, ct);
        return (await WithAsync([followed], ct)).SingleOrDefault() ?? throw new RefusalException(Refusal.NotFound);
    }

    private Task<List<Relationship>> WithAsync(long[] others, CancellationToken ct)
    {
        var me = viewer.RequiredActorId;
        return db.Actors
            .Where(a => others.Contains(a.Id))
            .Select(a => new Relationship
            {
                Id = ApiText.Id(a.Id),
                Following = db.Follows.Any(f => f.FollowerId == me && f.FollowedId == a.Id && f.IsAccepted),
                FollowedBy = db.Follows.Any(f => f.FollowerId == a.Id && f.FollowedId == me && f.IsAccepted),
                Requested = db.Follows.Any(f => f.FollowerId == me && f.FollowedId == a.Id && !f.IsAccepted),
                RequestedBy = db.Follows.Any(f => f.FollowerId == a.Id && f.FollowedId == me && !f.IsAccepted),
            })
            .ToListAsync(ct);
    }
}
