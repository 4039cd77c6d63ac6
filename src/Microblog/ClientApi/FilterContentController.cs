using Microblog.Accounts;
using Microblog.Data;
using Microblog.Filters;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>The words and notices of the viewer's filters, one by one.</summary>
/// <remarks>Source: Mastodon API documentation, filters v2.</remarks>
[ApiController]
[Route("api/v2/filters")]
public sealed class FilterContentController(Db db, Viewer viewer, OwnFilters filters, StatusReader statuses) : ControllerBase
{
    [HttpGet("{id}/keywords")]
    [Authorize(Policy = Scopes.ReadFilters, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<FilterKeywordEntity>> Keywords(string id, CancellationToken ct) =>
        FilterEntity.Of(await filters.RequireAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct)).Keywords;

    [HttpPost("{id}/keywords")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public Task<FilterKeywordEntity> AddKeyword(string id, [FromForm] KeywordDraft draft, CancellationToken ct) => AddAsync(id, draft, ct);

    [HttpPost("{id}/keywords")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public Task<FilterKeywordEntity> AddKeywordFromJson(string id, [FromBody] KeywordDraft draft, CancellationToken ct) => AddAsync(id, draft, ct);

    [HttpGet("keywords/{id}")]
    [Authorize(Policy = Scopes.ReadFilters, AuthenticationSchemes = "token")]
    public async Task<FilterKeywordEntity> Keyword(string id, CancellationToken ct)
    {
        var keyword = ApiText.RequiredId(id);
        var filter = await filters.RequireWithKeywordAsync(viewer.RequiredActorId, keyword, ct);
        return FilterKeywordEntity.Of(filter.Keywords.Single(k => k.Id == keyword));
    }

    [HttpPut("keywords/{id}")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public Task<FilterKeywordEntity> ChangeKeyword(string id, [FromForm] KeywordDraft draft, CancellationToken ct) =>
        ChangeAsync(id, draft with { Destroy = false }, ct);

    [HttpPut("keywords/{id}")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public Task<FilterKeywordEntity> ChangeKeywordFromJson(string id, [FromBody] KeywordDraft draft, CancellationToken ct) =>
        ChangeAsync(id, draft with { Destroy = false }, ct);

    [HttpDelete("keywords/{id}")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public async Task<object> DeleteKeyword(string id, CancellationToken ct)
    {
        await ChangeAsync(id, new KeywordDraft { Destroy = true }, ct);
        return new { };
    }

    [HttpGet("{id}/statuses")]
    [Authorize(Policy = Scopes.ReadFilters, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<FilterStatusEntity>> Statuses(string id, CancellationToken ct) =>
        FilterEntity.Of(await filters.RequireAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct)).Statuses;

    [HttpPost("{id}/statuses")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public Task<FilterStatusEntity> AddStatus(string id, [FromForm] FilteredStatusDraft draft, CancellationToken ct) => AddAsync(id, draft, ct);

    [HttpPost("{id}/statuses")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public Task<FilterStatusEntity> AddStatusFromJson(string id, [FromBody] FilteredStatusDraft draft, CancellationToken ct) => AddAsync(id, draft, ct);

    [HttpGet("statuses/{id}")]
    [Authorize(Policy = Scopes.ReadFilters, AuthenticationSchemes = "token")]
    public async Task<FilterStatusEntity> Status(string id, CancellationToken ct)
    {
        var (me, wanted) = (viewer.RequiredActorId, ApiText.RequiredId(id));
        return FilterStatusEntity.Of(
            await db.FilteredNotices.AsNoTracking().SingleOrDefaultAsync(n => n.Id == wanted && n.Filter!.OwnerId == me, ct)
            ?? throw new RefusalException(Refusal.NotFound));
    }

    [HttpDelete("statuses/{id}")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public async Task<FilterStatusEntity> DeleteStatus(string id, CancellationToken ct) =>
        FilterStatusEntity.Of(await filters.RemoveNoticeAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct));

    private async Task<FilterKeywordEntity> AddAsync(string filterId, KeywordDraft draft, CancellationToken ct) => FilterKeywordEntity.Of(
        await filters.ChangeKeywordAsync(viewer.RequiredActorId, ApiText.RequiredId(filterId), draft.ToText() with { Id = null, IsGone = false }, ct));

    private async Task<FilterKeywordEntity> ChangeAsync(string keywordId, KeywordDraft draft, CancellationToken ct)
    {
        var (me, keyword) = (viewer.RequiredActorId, ApiText.RequiredId(keywordId));
        var filter = await filters.RequireWithKeywordAsync(me, keyword, ct);
        return FilterKeywordEntity.Of(await filters.ChangeKeywordAsync(me, filter.Id, draft.ToText() with { Id = keyword }, ct));
    }

    private async Task<FilterStatusEntity> AddAsync(string filterId, FilteredStatusDraft draft, CancellationToken ct)
    {
        var notice = ApiText.RequiredId(draft.StatusId ?? "");
        await statuses.RequireReadableAsync(viewer.ActorId, notice, ct);
        return FilterStatusEntity.Of(await filters.AddNoticeAsync(viewer.RequiredActorId, ApiText.RequiredId(filterId), notice, ct));
    }
}

/// <summary>Which notice a filter is to be for.</summary>
public sealed record FilteredStatusDraft
{
    [FromForm(Name = "status_id")]
    public string? StatusId { get; init; }
}
