using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Media;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>One's own profile, as it is edited.</summary>
/// <remarks>Source: Mastodon API documentation, profile.</remarks>
[ApiController]
[Route("api/v1/profile")]
public sealed class ProfileController(OwnCredentials own, TagReader tags, Viewer viewer) : ControllerBase
{
    [HttpGet]
    [Authorize(Policy = Scopes.Profile, AuthenticationSchemes = "token")]
    public async Task<Profile> Show(CancellationToken ct) => await ProfileAsync(await own.ShowAsync(ct), ct);

    [HttpPatch]
    [RequestSizeLimit(ProfilePictures.BothBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = ProfilePictures.BothBytes)]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public async Task<Profile> Update([FromForm] CredentialChanges changes, CancellationToken ct) => await ProfileAsync(await own.UpdateAsync(changes, ct), ct);

    [HttpPatch]
    [Consumes("application/json")]
    [RequestSizeLimit(ProfilePictures.BothAsTextBytes)]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public async Task<Profile> UpdateFromJson([FromBody] CredentialChanges changes, CancellationToken ct) => await ProfileAsync(await own.UpdateAsync(changes, ct), ct);

    /// <summary>Takes away one's picture.</summary>
    [HttpDelete("avatar")]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public Task<CredentialAccount> RemoveAvatar(CancellationToken ct) => own.UpdateAsync(new ProfileChanges { RemovesIcon = true }, ct);

    /// <summary>Takes away one's banner.</summary>
    [HttpDelete("header")]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public Task<CredentialAccount> RemoveHeader(CancellationToken ct) => own.UpdateAsync(new ProfileChanges { RemovesBanner = true }, ct);

    private async Task<Profile> ProfileAsync(CredentialAccount account, CancellationToken ct) =>
        new(account, await tags.FeaturedAsync(viewer.RequiredActorId, ct));
}
