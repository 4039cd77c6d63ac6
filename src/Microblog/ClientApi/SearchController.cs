using Microblog.Accounts;
using Microblog.Data;
using Microblog.Search;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Finds accounts, here and elsewhere, notices by their words and addresses, and tags.</summary>
[ApiController]
[Route("api/v2/search")]
public sealed class SearchController(FindAccounts accounts, SearchStatuses statuses, TagReader tags, Db db, Viewer viewer) : ControllerBase
{
    private const int Most = 40;

    [HttpGet]
    [Authorize(Policy = Scopes.ReadSearch, AuthenticationSchemes = "token")]
    public async Task<SearchResults> Search([FromQuery] SearchQuery asked, CancellationToken ct)
    {
        var query = asked.Text?.Trim() ?? "";
        if (query.Length is 0 or > Looked.LongestQuery)
            return SearchResults.None;
        var limit = Math.Clamp(Paging.LimitOf(asked.Limit, Most / 2), 1, Most);
        var offset = string.IsNullOrEmpty(asked.Type) ? 0 : Paging.LimitOf(asked.Offset, 0);

        var people = asked.Wants("accounts") ? await accounts.RunAsync(new(query, limit, offset, asked.Resolve, asked.Following), ct) : [];

        // An address means one thing: an account, or else a notice.
        if (people.Count == 0 && asked.Wants("statuses") && await statuses.AtAsync(query, asked.Resolve, ct) is { Count: > 0 } named)
            return SearchResults.None with { Statuses = named };
        return new(
            people,
            asked.Wants("statuses") ? await statuses.RunAsync(query, asked, new(limit, offset), ct) : [],
            asked.Wants("hashtags") ? await tags.ManyAsync(await db.TagsFromAsync(query, limit, offset, ct), viewer.ActorId, ct) : []);
    }
}

/// <summary>What somebody looks for.</summary>
/// <remarks>Source: Mastodon API documentation, "Perform a search".</remarks>
public sealed record SearchQuery
{
    [FromQuery(Name = "q")]
    public string? Text { get; init; }

    [FromQuery(Name = "type")]
    public string? Type { get; init; }

    [FromQuery(Name = "resolve")]
    public bool Resolve { get; init; }

    [FromQuery(Name = "following")]
    public bool Following { get; init; }

    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    [FromQuery(Name = "offset")]
    public string? Offset { get; init; }

    [FromQuery(Name = "account_id")]
    public string? AccountId { get; init; }

    [FromQuery(Name = "max_id")]
    public string? MaxId { get; init; }

    [FromQuery(Name = "min_id")]
    public string? MinId { get; init; }

    internal bool Wants(string type) => string.IsNullOrEmpty(Type) || Type == type;
}

/// <summary>What a search found.</summary>
/// <remarks>Source: Mastodon API documentation, entity Search.</remarks>
public sealed record SearchResults(IReadOnlyList<Account> Accounts, IReadOnlyList<Status> Statuses, IReadOnlyList<TagEntity> Hashtags)
{
    internal static SearchResults None { get; } = new([], [], []);
}
