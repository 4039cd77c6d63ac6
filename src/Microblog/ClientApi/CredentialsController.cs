using System.Text.Json.Serialization;
using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Media;
using Microblog.Notices.Text;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>One's own account.</summary>
[ApiController]
[Route("api/v1/accounts")]
public sealed class CredentialsController(OwnCredentials own) : ControllerBase
{
    [HttpGet("verify_credentials")]
    [Authorize(Policy = Scopes.Profile, AuthenticationSchemes = "token")]
    public Task<CredentialAccount> Verify(CancellationToken ct) => own.ShowAsync(ct);

    [HttpPatch("update_credentials")]
    [RequestSizeLimit(ProfilePictures.BothBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = ProfilePictures.BothBytes)]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public Task<CredentialAccount> Update([FromForm] CredentialChanges changes, CancellationToken ct) => own.UpdateAsync(changes, ct);

    [HttpPatch("update_credentials")]
    [Consumes("application/json")]
    [RequestSizeLimit(ProfilePictures.BothAsTextBytes)]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public Task<CredentialAccount> UpdateFromJson([FromBody] CredentialChanges changes, CancellationToken ct) => own.UpdateAsync(changes, ct);
}

/// <summary>What a client app wants changed on one's own account; null leaves a thing as it is.</summary>
public sealed record CredentialChanges
{
    [FromForm(Name = "display_name")]
    public string? DisplayName { get; init; }

    public string? Note { get; init; }

    /// <summary>One's picture.</summary>
    [JsonIgnore]
    public IFormFile? Avatar { get; init; }

    /// <summary>One's banner.</summary>
    [JsonIgnore]
    public IFormFile? Header { get; init; }

    /// <summary>The picture written out, which is how it comes in JSON.</summary>
    /// <remarks>COMPAT(megalodon): its functions know no other way. Mastodon reads both ways everywhere.</remarks>
    [FromForm(Name = "avatar")]
    [JsonPropertyName("avatar")]
    public string? AvatarText { get; init; }

    /// <summary>The same of the banner.</summary>
    [FromForm(Name = "header")]
    [JsonPropertyName("header")]
    public string? HeaderText { get; init; }

    public bool? Locked { get; init; }
    public bool? Bot { get; init; }
    public bool? Discoverable { get; init; }
    public bool? Indexable { get; init; }

    [FromForm(Name = "hide_collections")]
    public bool? HideCollections { get; init; }

    [FromForm(Name = "fields_attributes")]
    [JsonConverter(typeof(FieldDraftsConverter))]
    public IReadOnlyList<FieldDraft>? FieldsAttributes { get; init; }

    /// <summary>What holds for new notices where nothing else is said.</summary>
    public SourceDraft? Source { get; init; }

    internal ProfileChanges ToChanges() => new(
        DisplayName, Note, Locked, Bot, HideCollections, FieldsAttributes is { } fields ? [.. fields.Select(f => f.ToText())] : null)
    {
        IsDiscoverable = Discoverable,
        IsIndexable = Indexable,
    };
}

/// <summary>What is to hold for new notices where nothing else is said; null leaves a thing as it is.</summary>
/// <remarks>Source: Mastodon API documentation, update_credentials.</remarks>
public sealed record SourceDraft
{
    public string? Privacy { get; init; }
    public bool? Sensitive { get; init; }
    public string? Language { get; init; }

    [FromForm(Name = "quote_policy")]
    public string? QuotePolicy { get; init; }

    internal void ApplyTo(PostingDefaults posting)
    {
        posting.Visibility = string.IsNullOrEmpty(Privacy) ? posting.Visibility : ApiText.VisibilityOf(Privacy);
        posting.IsSensitive = Sensitive ?? posting.IsSensitive;
        posting.QuotePolicy = string.IsNullOrEmpty(QuotePolicy) ? posting.QuotePolicy : ApiText.QuotePolicyOf(QuotePolicy);
        if (Language is not null)
            posting.Language = LanguageTag.IsTag(Language) ? Language : null;
    }
}
