using Microblog.Accounts;
using Microblog.Data;
using Microblog.SignIn;
using Microblog.Tags;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Tags, and those that the viewer follows.</summary>
/// <remarks>Source: Mastodon API documentation, tags and followed_tags.</remarks>
[ApiController]
[Route("api/v1")]
public sealed class TagsController(Db db, Viewer viewer, OwnTags tags, TagReader reader, PageLinks links) : ControllerBase
{
    /// <summary>Most tags on a page.</summary>
    private const int MostPerPage = 200;

    [HttpGet("tags/{name}")]
    [ReadOrPassBy(Scopes.Read)]
    public Task<TagEntity> Show(string name, CancellationToken ct) => reader.OneAsync(OwnTags.RequiredKey(name), viewer.ActorId, ct);

    [HttpPost("tags/{name}/follow")]
    [Authorize(Policy = Scopes.WriteFollows, AuthenticationSchemes = "token")]
    public Task<TagEntity> Follow(string name, CancellationToken ct) => ChangeAsync(name, key => tags.FollowAsync(viewer.RequiredActorId, key, ct), ct);

    [HttpPost("tags/{name}/unfollow")]
    [Authorize(Policy = Scopes.WriteFollows, AuthenticationSchemes = "token")]
    public Task<TagEntity> Unfollow(string name, CancellationToken ct) => ChangeAsync(name, key => tags.UnfollowAsync(viewer.RequiredActorId, key, ct), ct);

    [HttpPost("tags/{name}/feature")]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public Task<TagEntity> Feature(string name, CancellationToken ct) => ChangeAsync(name, _ => tags.FeatureAsync(viewer.RequiredActorId, name, ct), ct);

    [HttpPost("tags/{name}/unfeature")]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public Task<TagEntity> Unfeature(string name, CancellationToken ct) => ChangeAsync(name, key => tags.UnfeatureAsync(viewer.RequiredActorId, key, ct), ct);

    [HttpGet("followed_tags")]
    [Authorize(Policy = Scopes.ReadFollows, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<TagEntity>> Followed([FromQuery] Paging paging, CancellationToken ct)
    {
        var me = viewer.RequiredActorId;
        var page = paging.ToPage() with { Limit = Math.Clamp(Paging.LimitOf(paging.Limit, 100), 1, MostPerPage), IsWhole = true };
        var followed = links.InOrder(await db.FollowedTags.Where(t => t.OwnerId == me).On(page, t => t.Id).ToListAsync(ct), page, t => t.Id);
        return followed.Count == 0 ? [] : await reader.ManyAsync([.. followed.Select(t => t.Key)], me, ct);
    }

    private async Task<TagEntity> ChangeAsync(string name, Func<string, Task> change, CancellationToken ct)
    {
        var key = OwnTags.RequiredKey(name);
        await change(key);
        return await reader.OneAsync(key, viewer.ActorId, ct);
    }
}
