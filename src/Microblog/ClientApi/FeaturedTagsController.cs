using Microblog.Accounts;
using Microblog.Data;
using Microblog.SignIn;
using Microblog.Tags;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>The tags that people show on their profiles.</summary>
/// <remarks>Source: Mastodon API documentation, featured_tags.</remarks>
[ApiController]
[Route("api/v1")]
public sealed class FeaturedTagsController(Db db, Viewer viewer, OwnTags tags, TagReader reader) : ControllerBase
{
    [HttpGet("featured_tags")]
    [Authorize(Policy = Scopes.ReadAccounts, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<FeaturedTagEntity>> Own(CancellationToken ct) => reader.FeaturedAsync(viewer.RequiredActorId, ct);

    [HttpGet("accounts/{id}/featured_tags")]
    [ReadOrPassBy(Scopes.ReadAccounts)]
    public async Task<IReadOnlyList<FeaturedTagEntity>> Of(string id, [FromServices] ReadAccount read, CancellationToken ct) =>
        await reader.FeaturedAsync(await read.RequireShownAsync(ApiText.RequiredId(id), ct), ct);

    [HttpGet("featured_tags/suggestions")]
    [Authorize(Policy = Scopes.ReadAccounts, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<TagEntity>> Suggested(CancellationToken ct) => reader.SuggestedAsync(viewer.RequiredActorId, ct);

    [HttpPost("featured_tags")]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public Task<FeaturedTagEntity> Show([FromForm] FeaturedTagDraft draft, CancellationToken ct) => ShowAsync(draft, ct);

    [HttpPost("featured_tags")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public Task<FeaturedTagEntity> ShowFromJson([FromBody] FeaturedTagDraft draft, CancellationToken ct) => ShowAsync(draft, ct);

    [HttpDelete("featured_tags/{id}")]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public async Task<object> Hide(string id, CancellationToken ct)
    {
        var (me, shown) = (viewer.RequiredActorId, ApiText.RequiredId(id));
        var tag = await db.FeaturedTags.AsNoTracking().SingleOrDefaultAsync(t => t.Id == shown && t.OwnerId == me, ct)
            ?? throw new RefusalException(Refusal.NotFound);
        await tags.UnfeatureAsync(me, tag.Key, ct);
        return new { };
    }

    private async Task<FeaturedTagEntity> ShowAsync(FeaturedTagDraft draft, CancellationToken ct)
    {
        var me = viewer.RequiredActorId;
        var shown = ApiText.Id((await tags.FeatureAsync(me, draft.Name, ct)).Id);
        return (await reader.FeaturedAsync(me, ct)).Single(t => t.Id == shown);
    }
}

/// <summary>Which tag is to be shown.</summary>
public sealed record FeaturedTagDraft
{
    public string? Name { get; init; }
}
