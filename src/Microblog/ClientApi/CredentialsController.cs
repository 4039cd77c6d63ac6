using System.Text.Json.Serialization;
using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Media;
using Microblog.Notices.Text;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>One's own account.</summary>
[ApiController]
[Route("api/v1/accounts")]
public sealed class CredentialsController(Db db, Viewer viewer, ReadAccount read, UpdateProfile update) : ControllerBase
{
    [HttpGet("verify_credentials")]
    [Authorize(Policy = Scopes.Profile, AuthenticationSchemes = "token")]
    public Task<CredentialAccount> Verify(CancellationToken ct) => ShowAsync(ct);

    [HttpPatch("update_credentials")]
    [RequestSizeLimit(ProfilePictures.BothBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = ProfilePictures.BothBytes)]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public Task<CredentialAccount> Update([FromForm] CredentialChanges changes, CancellationToken ct) => UpdateAsync(changes, ct);

    /// <summary>Takes away one's picture.</summary>
    [HttpDelete("/api/v1/profile/avatar")]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public Task<CredentialAccount> RemoveAvatar(CancellationToken ct) => UpdateAsync(new ProfileChanges { RemovesIcon = true }, ct);

    /// <summary>Takes away one's banner.</summary>
    [HttpDelete("/api/v1/profile/header")]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public Task<CredentialAccount> RemoveHeader(CancellationToken ct) => UpdateAsync(new ProfileChanges { RemovesBanner = true }, ct);

    [HttpPatch("update_credentials")]
    [Consumes("application/json")]
    [RequestSizeLimit(ProfilePictures.BothAsTextBytes)]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public Task<CredentialAccount> UpdateFromJson([FromBody] CredentialChanges changes, CancellationToken ct) => UpdateAsync(changes, ct);

    private async Task<CredentialAccount> UpdateAsync(CredentialChanges changes, CancellationToken ct)
    {
        if (changes.Source is { } source)
            await ChangeAsync(source, ct);
        await using var icon = changes.Avatar?.OpenReadStream() ?? DataUri.Open(changes.AvatarText);
        await using var banner = changes.Header?.OpenReadStream() ?? DataUri.Open(changes.HeaderText);
        return await UpdateAsync(changes.ToChanges() with { Icon = icon, Banner = banner }, ct);
    }

    private async Task<CredentialAccount> UpdateAsync(ProfileChanges changes, CancellationToken ct)
    {
        await update.RunAsync(viewer.RequiredActorId, changes, ct);
        return await ShowAsync(ct);
    }

    private Task ChangeAsync(SourceDraft draft, CancellationToken ct) =>
        db.ChangePostingDefaultsAsync(viewer.RequiredActorId, draft.ApplyTo, ct);

    private async Task<CredentialAccount> ShowAsync(CancellationToken ct)
    {
        var actorId = viewer.RequiredActorId;
        var own = await db.Accounts
            .Where(a => a.ActorId == actorId)
            .Select(a => new
            {
                a.Role,
                a.Posting,
                Requests = db.Follows.Count(f => f.FollowedId == actorId && !f.IsAccepted),
                Fields = a.Actor.Fields.OrderBy(f => f.Position).Select(f => new Field(f.Name, f.Text ?? "", null)).ToList(),
            })
            .SingleAsync(ct);
        return new CredentialAccount(await read.OneAsync(actorId, ct), own.Role, own.Posting, own.Fields, own.Requests);
    }
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
