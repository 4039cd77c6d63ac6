using Microblog.Accounts;
using Microblog.Relations;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Follows, unfollows, shows followers out, and says who follows whom.</summary>
[ApiController]
[Route("api/v1/accounts")]
public sealed class RelationshipsController(
    Viewer viewer, ReadAccount read, RelationshipReader relationships, FollowActor follow, UnfollowActor unfollow) : ControllerBase
{
    /// <summary>Most accounts that can be asked about at once.</summary>
    private const int Most = 80;

    [HttpGet("relationships")]
    [Authorize(Policy = Scopes.ReadFollows, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<Relationship>> Show(CancellationToken ct)
    {
        var asked = ApiText.Listed(Request.Query, "id");
        return await relationships.ToAsync([.. asked.Select(ApiText.IdOrNull).OfType<long>().Distinct().Take(Most)], ct);
    }

    [HttpPost("{id}/follow")]
    [Authorize(Policy = Scopes.WriteFollows, AuthenticationSchemes = "token")]
    public Task<Relationship> Follow(string id, [FromForm] FollowDraft draft, CancellationToken ct) => FollowAsync(id, draft, ct);

    [HttpPost("{id}/follow")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteFollows, AuthenticationSchemes = "token")]
    public Task<Relationship> FollowFromJson(string id, [FromBody] FollowDraft draft, CancellationToken ct) => FollowAsync(id, draft, ct);

    [HttpPost("{id}/unfollow")]
    [Authorize(Policy = Scopes.WriteFollows, AuthenticationSchemes = "token")]
    public async Task<Relationship> Unfollow(string id, CancellationToken ct)
    {
        var followed = ApiText.RequiredId(id);
        await unfollow.RunAsync(viewer.RequiredActorId, followed, ct);
        return await relationships.ToAsync(followed, ct);
    }

    [HttpPost("{id}/remove_from_followers")]
    [Authorize(Policy = Scopes.WriteFollows, AuthenticationSchemes = "token")]
    public async Task<Relationship> RemoveFollower(string id, [FromServices] RefuseFollower refuse, CancellationToken ct)
    {
        var follower = ApiText.RequiredId(id);
        await refuse.RunAsync(viewer.RequiredActorId, follower, ct);
        return await relationships.ToAsync(follower, ct);
    }

    private async Task<Relationship> FollowAsync(string id, FollowDraft draft, CancellationToken ct)
    {
        var followed = await read.RequireShownAsync(ApiText.RequiredId(id), ct);
        await follow.RunAsync(viewer.RequiredActorId, followed, ct, new FollowOptions(draft.Reblogs, draft.Notify, draft.Languages));
        return await relationships.ToAsync(followed, ct);
    }
}

/// <summary>What a client app wants of somebody followed, as form or JSON.</summary>
public sealed record FollowDraft
{
    public bool? Reblogs { get; init; }
    public bool? Notify { get; init; }

    [FromForm(Name = "languages")]
    public IReadOnlyList<string?>? Languages { get; init; }
}
