using System.Globalization;
using Microblog.Apps;
using Microblog.Data;
using Microblog.Push;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Where client programs introduce themselves.</summary>
/// <remarks>Source: Mastodon API documentation, apps.</remarks>
[ApiController, Route("api/v1/apps"), TypeFilter<OAuthProblemFilter>]
public sealed class AppsController(Db db, RegisterApp register, PushIdentity push) : ControllerBase
{
    [HttpPost, AllowAnonymous, EnableRateLimiting(RegistrationLimit.Name), RequestSizeLimit(OAuthForm.MostBytes)]
    public async Task<CredentialApplication> Create(CancellationToken ct)
    {
        var form = await OAuthForm.ReadAsync(Request, ct);
        var redirects = form.All("redirect_uris").SelectMany(uris => uris.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var (app, secret) = await register.RunAsync(new AppDraft(form["client_name"] ?? "", [.. redirects], form["scopes"], form["website"]), ct);
        return CredentialApplication.Of(app, secret, await push.PublicKeyAsync(ct));
    }

    /// <summary>The program that asks, for a person or for itself.</summary>
    [HttpGet("verify_credentials"), Authorize(AuthenticationSchemes = SignInRegistration.Token)]
    public async Task<Application> Verify(CancellationToken ct)
    {
        var hash = Secrets.Hash(Request.Headers.Authorization.ToString().Split(' ', 2)[^1]);
        var app = await db.AccessTokens.Where(t => t.TokenHash == hash).Select(t => t.App).FirstOrDefaultAsync(ct)
            ?? await db.AppTokens.Where(t => t.TokenHash == hash).Select(t => t.App).FirstOrDefaultAsync(ct);
        return app is null
            ? Application.OfOperator(await db.AccessTokens.Where(t => t.TokenHash == hash).Select(t => new OperatorToken(t.Id, t.Name, t.Scopes)).SingleAsync(ct), await push.PublicKeyAsync(ct))
            : Application.Of(app, await push.PublicKeyAsync(ct));
    }
}

/// <summary>A token made on the command line.</summary>
internal sealed record OperatorToken(long Id, string Name, string Scopes);

/// <summary>A client program, as programs read it.</summary>
/// <remarks>Source: Mastodon API documentation, entity Application.</remarks>
public record Application
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required string? Website { get; init; }
    public required IReadOnlyList<string> Scopes { get; init; }
    public required IReadOnlyList<string> RedirectUris { get; init; }

    /// <summary>The public key by which push services know this server; apps read it with the instance now.</summary>
    public required string VapidKey { get; init; }

    /// <summary>The addresses, one a line: how it was called before there could be several.</summary>
    public string RedirectUri => string.Join('\n', RedirectUris);

    internal static Application Of(App app, string vapidKey) => new()
    {
        Id = app.Id.ToString(CultureInfo.InvariantCulture),
        Name = app.Name,
        Website = app.Website?.AbsoluteUri,
        Scopes = app.Scopes.Split(' '),
        RedirectUris = app.RedirectUris.Split('\n'),
        VapidKey = vapidKey,
    };

    internal static Application OfOperator(OperatorToken token, string vapidKey) => new()
    {
        Id = token.Id.ToString(CultureInfo.InvariantCulture),
        Name = token.Name,
        Website = null,
        Scopes = token.Scopes.Split(' '),
        RedirectUris = [],
        VapidKey = vapidKey,
    };
}

/// <summary>A client program with its secret, shown once.</summary>
/// <remarks>Source: Mastodon API documentation, entity CredentialApplication.</remarks>
public sealed record CredentialApplication : Application
{
    public required string ClientId { get; init; }
    public required string ClientSecret { get; init; }

    /// <summary>0: it does not expire.</summary>
    public int ClientSecretExpiresAt => 0;

    internal static CredentialApplication Of(App app, string secret, string vapidKey) => new()
    {
        Id = app.Id.ToString(CultureInfo.InvariantCulture),
        Name = app.Name,
        Website = app.Website?.AbsoluteUri,
        Scopes = app.Scopes.Split(' '),
        RedirectUris = app.RedirectUris.Split('\n'),
        VapidKey = vapidKey,
        ClientId = app.ClientId,
        ClientSecret = secret,
    };
}
