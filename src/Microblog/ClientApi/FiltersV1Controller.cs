using Microblog.Accounts;
using Microblog.Filters;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>The viewer's filters as older apps know them: each word by itself, with the place and the end of its filter.</summary>
/// <remarks>Source: Mastodon API documentation, filters v1.</remarks>
[ApiController]
[Route("api/v1/filters")]
public sealed class FiltersV1Controller(Viewer viewer, OwnFilters filters) : ControllerBase
{
    [HttpGet]
    [Authorize(Policy = Scopes.ReadFilters, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<FilterV1Entity>> All(CancellationToken ct) =>
        [.. (await filters.AllAsync(viewer.RequiredActorId, ct)).SelectMany(f => f.Keywords.Select(k => FilterV1Entity.Of(f, k)))];

    [HttpGet("{id}")]
    [Authorize(Policy = Scopes.ReadFilters, AuthenticationSchemes = "token")]
    public async Task<FilterV1Entity> Show(string id, CancellationToken ct)
    {
        var keyword = ApiText.RequiredId(id);
        return Of(await filters.RequireWithKeywordAsync(viewer.RequiredActorId, keyword, ct), keyword);
    }

    [HttpPost]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public Task<FilterV1Entity> Create([FromForm] FilterV1Draft draft, CancellationToken ct) => CreateAsync(draft.ToText(Request.Form, null), ct);

    [HttpPost]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public Task<FilterV1Entity> CreateFromJson([FromBody] FilterV1Draft draft, CancellationToken ct) => CreateAsync(draft.ToText(null, null), ct);

    [HttpPut("{id}")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public Task<FilterV1Entity> Change(string id, [FromForm] FilterV1Draft draft, CancellationToken ct) => ChangeAsync(id, draft, Request.Form, ct);

    [HttpPut("{id}")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public Task<FilterV1Entity> ChangeFromJson(string id, [FromBody] FilterV1Draft draft, CancellationToken ct) => ChangeAsync(id, draft, null, ct);

    /// <summary>Takes away the word, and with the last its filter.</summary>
    [HttpDelete("{id}")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public async Task<object> Delete(string id, CancellationToken ct)
    {
        var (me, keyword) = (viewer.RequiredActorId, ApiText.RequiredId(id));
        var filter = await filters.RequireWithKeywordAsync(me, keyword, ct);
        if (filter.Keywords.Count == 1 && filter.Notices.Count == 0)
            await filters.DeleteAsync(me, filter.Id, ct);
        else
            await filters.ChangeKeywordAsync(me, filter.Id, new KeywordText(keyword, null, null, IsGone: true), ct);
        return new { };
    }

    private async Task<FilterV1Entity> CreateAsync(FilterText text, CancellationToken ct)
    {
        var filter = await filters.CreateAsync(viewer.RequiredActorId, text, ct);
        return Of(filter, filter.Keywords.Single().Id);
    }

    // Of a filter with other words, too, only this word can be changed: the rest would change for them.
    private async Task<FilterV1Entity> ChangeAsync(string id, FilterV1Draft draft, IFormCollection? form, CancellationToken ct)
    {
        var (me, keyword) = (viewer.RequiredActorId, ApiText.RequiredId(id));
        var filter = await filters.RequireWithKeywordAsync(me, keyword, ct);
        var text = draft.ToText(form, keyword);
        var isShared = filter.Keywords.Count > 1 || filter.Notices.Count > 0;
        if (isShared && ((text.Contexts ?? filter.Contexts) != filter.Contexts || (text.Action ?? filter.Action) != filter.Action))
            throw new RefusalException(Refusal.FilterHasMore);
        return Of(await filters.ChangeAsync(me, filter.Id, isShared ? new FilterText(null, null, null) { Keywords = text.Keywords } : text, ct), keyword);
    }

    private static FilterV1Entity Of(Filter filter, long keywordId) => FilterV1Entity.Of(filter, filter.Keywords.Single(k => k.Id == keywordId));
}
