using Microblog.Accounts;
using Microblog.Filters;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>The viewer's filters.</summary>
/// <remarks>Source: Mastodon API documentation, filters v2.</remarks>
[ApiController]
[Route("api/v2/filters")]
public sealed class FiltersController(Viewer viewer, OwnFilters filters) : ControllerBase
{
    [HttpGet]
    [Authorize(Policy = Scopes.ReadFilters, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<FilterEntity>> All(CancellationToken ct) => [.. (await filters.AllAsync(viewer.RequiredActorId, ct)).Select(FilterEntity.Of)];

    [HttpGet("{id}")]
    [Authorize(Policy = Scopes.ReadFilters, AuthenticationSchemes = "token")]
    public async Task<FilterEntity> Show(string id, CancellationToken ct) =>
        FilterEntity.Of(await filters.RequireAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct));

    [HttpPost]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public Task<FilterEntity> Create([FromForm] FilterDraft draft, CancellationToken ct) => CreateAsync(draft.ToText(Request.Form), ct);

    [HttpPost]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public Task<FilterEntity> CreateFromJson([FromBody] FilterDraft draft, CancellationToken ct) => CreateAsync(draft.ToText(), ct);

    [HttpPut("{id}")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public Task<FilterEntity> Change(string id, [FromForm] FilterDraft draft, CancellationToken ct) => ChangeAsync(id, draft.ToText(Request.Form), ct);

    [HttpPut("{id}")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public Task<FilterEntity> ChangeFromJson(string id, [FromBody] FilterDraft draft, CancellationToken ct) => ChangeAsync(id, draft.ToText(), ct);

    [HttpDelete("{id}")]
    [Authorize(Policy = Scopes.WriteFilters, AuthenticationSchemes = "token")]
    public async Task<object> Delete(string id, CancellationToken ct)
    {
        await filters.DeleteAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        return new { };
    }

    private async Task<FilterEntity> CreateAsync(FilterText text, CancellationToken ct) =>
        FilterEntity.Of(await filters.CreateAsync(viewer.RequiredActorId, text, ct));

    private async Task<FilterEntity> ChangeAsync(string id, FilterText text, CancellationToken ct) =>
        FilterEntity.Of(await filters.ChangeAsync(viewer.RequiredActorId, ApiText.RequiredId(id), text, ct));
}
