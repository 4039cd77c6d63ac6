using Microblog.Accounts;
using Microblog.SignIn;
using Microblog.Suggestions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Whom the viewer might want to follow.</summary>
/// <remarks>Source: Mastodon API documentation, suggestions.</remarks>
[ApiController]
public sealed class SuggestionsController(Viewer viewer, SuggestActors suggest, AccountLists accounts) : ControllerBase
{
    private const int Most = 80;

    [HttpGet("api/v2/suggestions")]
    [Authorize(Policy = Scopes.Read, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<SuggestionEntity>> Show([FromQuery] string? limit, CancellationToken ct)
    {
        var suggested = await suggest.RunAsync(viewer.RequiredActorId, Math.Clamp(Paging.LimitOf(limit, Most / 2), 1, Most), ct);
        var read = await accounts.ByIdAsync([.. suggested.Select(s => s.ActorId)], ct);
        return [.. suggested.Where(s => read.ContainsKey(s.ActorId)).Select(s => SuggestionEntity.Of(s, read[s.ActorId]))];
    }

    /// <summary>The same in the older form.</summary>
    [HttpGet("api/v1/suggestions")]
    [Authorize(Policy = Scopes.Read, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<Account>> ShowAccounts([FromQuery] string? limit, CancellationToken ct) => [.. (await Show(limit, ct)).Select(s => s.Account)];

    [HttpDelete("api/v1/suggestions/{id}")]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public async Task<object> Dismiss(string id, CancellationToken ct)
    {
        await suggest.DismissAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        return new { };
    }
}

/// <summary>Somebody whom the viewer might want to follow.</summary>
/// <remarks>Source: Mastodon API documentation, entity Suggestion.</remarks>
public sealed record SuggestionEntity(string Source, IReadOnlyList<string> Sources, Account Account)
{
    internal static SuggestionEntity Of(Suggestion suggestion, Account account) => suggestion.IsByFriends
        ? new("past_interactions", ["friends_of_friends"], account)
        : new("global", ["most_followed"], account);
}
