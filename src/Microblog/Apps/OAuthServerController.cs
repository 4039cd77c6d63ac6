using System.Globalization;
using Microblog.Accounts;
using Microblog.Data;
using Microblog.SignIn;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Apps;

/// <summary>What programs can learn about this OAuth 2 server, and about the person who let them in.</summary>
[ApiController]
public sealed class OAuthServerController(MicroblogSettings settings) : ControllerBase
{
    /// <summary>What programs may ask of it, and where.</summary>
    /// <remarks>Source: RFC 8414 §2, with Mastodon's <c>app_registration_endpoint</c>.</remarks>
    [HttpGet("/.well-known/oauth-authorization-server"), AllowAnonymous]
    public object Describe()
    {
        var issuer = Issuer.Of(settings);
        return new
        {
            issuer,
            authorization_endpoint = issuer + "/oauth/authorize",
            token_endpoint = issuer + "/oauth/token",
            revocation_endpoint = issuer + "/oauth/revoke",
            userinfo_endpoint = issuer + "/oauth/userinfo",
            app_registration_endpoint = issuer + "/api/v1/apps",
            scopes_supported = Scopes.All,
            response_types_supported = new[] { "code" },
            response_modes_supported = new[] { "query" },
            grant_types_supported = new[] { "authorization_code", "client_credentials" },
            token_endpoint_auth_methods_supported = new[] { "client_secret_basic", "client_secret_post" },
            code_challenge_methods_supported = new[] { "S256" },
            authorization_response_iss_parameter_supported = true,
        };
    }

    /// <summary>Who let the program in.</summary>
    /// <remarks>Source: OpenID Connect Core §5.3, as Mastodon serves it.</remarks>
    [HttpGet("/oauth/userinfo"), HttpPost("/oauth/userinfo")]
    [Authorize(Policy = Scopes.Profile, AuthenticationSchemes = "token")]
    public async Task<object> UserInfo([FromServices] Db db, [FromServices] Viewer viewer, CancellationToken ct)
    {
        var me = viewer.RequiredActorId;
        var actor = await db.Actors.AsNoTracking().SingleAsync(a => a.Id == me, ct);
        return new
        {
            iss = Issuer.Of(settings),
            sub = actor.Uri.AbsoluteUri,
            name = actor.DisplayName,
            preferred_username = actor.Handle,
            profile = string.Create(CultureInfo.InvariantCulture, $"{Issuer.Of(settings)}/@{actor.Handle}"),
        };
    }
}
