using Microblog.Accounts;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Notices.Text;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Finds accounts, here and elsewhere, notices by their addresses, and tags.</summary>
[ApiController]
[Route("api/v2/search")]
public sealed class SearchController(FindAccounts accounts, INoticeDirectory notices, StatusReader statuses, TagReader tags, Db db, Viewer viewer) : ControllerBase
{
    private const int Most = 40;

    [HttpGet]
    [Authorize(Policy = Scopes.ReadSearch, AuthenticationSchemes = "token")]
    public async Task<SearchResults> Search([FromQuery] SearchQuery asked, CancellationToken ct)
    {
        var query = asked.Text?.Trim() ?? "";
        if (query.Length is 0 or > FindAccounts.LongestQuery)
            return SearchResults.None;
        var limit = Math.Clamp(Paging.LimitOf(asked.Limit, Most / 2), 1, Most);
        var offset = string.IsNullOrEmpty(asked.Type) ? 0 : Paging.LimitOf(asked.Offset, 0);

        var people = asked.Wants("accounts") ? await accounts.RunAsync(new(query, limit, offset, asked.Resolve, asked.Following), ct) : [];

        // An address means one thing: an account, or else a notice.
        if (people.Count == 0 && asked.Wants("statuses") && await notices.FindAsync(query, asked.Resolve, ct) is { } notice)
            return SearchResults.None with { Statuses = await ReadableAsync(notice, ct) };
        return new(people, [], asked.Wants("hashtags") ? await TagsAsync(query, limit, offset, ct) : []);
    }

    private async Task<IReadOnlyList<Status>> ReadableAsync(long noticeId, CancellationToken ct)
    {
        try
        {
            return [await statuses.OneAsync(viewer.ActorId, noticeId, ct)];
        }
        catch (RefusalException)
        {
            return [];
        }
    }

    // Of tags that begin so, those that were used last.
    private async Task<IReadOnlyList<TagEntity>> TagsAsync(string query, int limit, int offset, CancellationToken ct)
    {
        var key = Hashtag.KeyOf(query);
        if (!Hashtag.IsTag(key))
            return [];
        var found = await db.NoticeTags
            .Where(t => t.Key.StartsWith(key) && db.Notices.Any(n => n.Id == t.NoticeId && n.Visibility == Visibility.Public))
            .GroupBy(t => t.Key)
            .OrderByDescending(g => g.Key == key).ThenByDescending(g => g.Max(t => t.NoticeId))
            .Select(g => g.Key)
            .Skip(Math.Clamp(offset, 0, 10_000))
            .Take(limit)
            .ToListAsync(ct);
        return await tags.ManyAsync(found, viewer.ActorId, ct);
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

    internal bool Wants(string type) => string.IsNullOrEmpty(Type) || Type == type;
}

/// <summary>What a search found.</summary>
/// <remarks>Source: Mastodon API documentation, entity Search.</remarks>
public sealed record SearchResults(IReadOnlyList<Account> Accounts, IReadOnlyList<Status> Statuses, IReadOnlyList<TagEntity> Hashtags)
{
    internal static SearchResults None { get; } = new([], [], []);
}
