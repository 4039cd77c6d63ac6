using System.Text.Json.Serialization;
using Microblog.Accounts;
using Microblog.Data;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>How the viewer wants to write and to read.</summary>
[ApiController]
[Route("api/v1/preferences")]
public sealed class PreferencesController(Db db, Viewer viewer) : ControllerBase
{
    [HttpGet]
    [Authorize(Policy = Scopes.ReadAccounts, AuthenticationSchemes = "token")]
    public async Task<Preferences> Show(CancellationToken ct)
    {
        var posting = await db.PostingDefaultsOfAsync(viewer.RequiredActorId, ct);
        return new(
            ApiText.Visibility(posting.Visibility), posting.IsSensitive, posting.Language, ApiText.QuotePolicy(posting.QuotePolicy), "default", ExpandSpoilers: false, AutoplayGifs: false);
    }
}

/// <summary>How somebody wants to write and to read.</summary>
/// <remarks>Source: Mastodon API documentation, entity Preferences. How pages are read here, the browser decides: those are Mastodon's defaults.</remarks>
public sealed record Preferences(
    [property: JsonPropertyName("posting:default:visibility")] string Visibility,
    [property: JsonPropertyName("posting:default:sensitive")] bool Sensitive,
    [property: JsonPropertyName("posting:default:language")] string? Language,
    [property: JsonPropertyName("posting:default:quote_policy")] string QuotePolicy,
    [property: JsonPropertyName("reading:expand:media")] string ExpandMedia,
    [property: JsonPropertyName("reading:expand:spoilers")] bool ExpandSpoilers,
    [property: JsonPropertyName("reading:autoplay:gifs")] bool AutoplayGifs);
