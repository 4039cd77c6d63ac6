using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Finds accounts, here and elsewhere.</summary>
[ApiController]
[Route("api/v2/search")]
public sealed class SearchController(Db db, IActorDirectory directory, Shapes shapes, FillAccounts fill, TimeProvider clock) : ControllerBase
{
    private const int LongestQuery = 256;
    private const int Most = 40;

    [HttpGet]
    [Authorize(Policy = Scopes.ReadSearch, AuthenticationSchemes = "token")]
    public async Task<SearchResults> Search(
        [FromQuery] string? q, [FromQuery] string? type, [FromQuery] bool resolve, [FromQuery] string? limit, [FromServices] Viewer viewer, CancellationToken ct)
    {
        var query = q?.Trim() ?? "";
        if (query.Length is 0 or > LongestQuery || type is not (null or "" or "accounts"))
            return new SearchResults([]);

        var found = resolve ? await ResolveAsync(query, ct) : null;
        var key = Actor.KeyOf(query.TrimStart('@'));
        if (found is null && key.Length == 0)
            return new SearchResults([]);

        var accounts = await db.Actors
            .ThatAreShown(clock.GetUtcNow())
            .Where(a => found == null ? a.HandleKey.StartsWith(key) : a.Id == found)
            .Where(a => found != null
                || a.HostStanding == HostStanding.Open
                || a.Followers.Any(f => f.FollowerId == viewer.ActorId && f.IsAccepted))
            .OrderBy(a => a.HandleKey)
            .Take(Math.Clamp(Paging.LimitOf(limit, Most / 2), 1, Most))
            .AsNoTracking()
            .Select(shapes.Account)
            .ToListAsync(ct);
        await fill.RunAsync(accounts, ct);
        return new SearchResults(accounts);
    }

    /// <summary>Whom a full name or address means, asking their server; null when it is neither, or nobody answers.</summary>
    private async Task<long?> ResolveAsync(string query, CancellationToken ct)
    {
        if (!query.TrimStart('@').Contains('@', StringComparison.Ordinal) && !query.Contains("://", StringComparison.Ordinal))
            return null;
        try
        {
            return (await directory.FindAsync(query, ct)).Id;
        }
        catch (RefusalException)
        {
            return null;
        }
    }
}

/// <summary>What a search found.</summary>
/// <remarks>Source: Mastodon API documentation, entity Search.</remarks>
public sealed record SearchResults(IReadOnlyList<Account> Accounts)
{
    public IReadOnlyList<Status> Statuses => [];
    public IReadOnlyList<StatusTag> Hashtags => [];
}
