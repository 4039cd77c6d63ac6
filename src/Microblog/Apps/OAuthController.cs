using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Microblog.Apps;

/// <summary>Where programs get tokens and give them back.</summary>
/// <remarks>Source: RFC 6749 §3.2, RFC 7009; Mastodon API documentation, oauth.</remarks>
[ApiController, AllowAnonymous, Route("oauth"), EnableRateLimiting(SignInLimit.Name)]
[RequestSizeLimit(OAuthForm.MostBytes), ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
[TypeFilter<OAuthProblemFilter>]
public sealed class OAuthController(Clients clients, IssueTokens issue) : ControllerBase
{
    [HttpPost("token")]
    public async Task<TokenAnswer> Token(CancellationToken ct)
    {
        var form = await OAuthForm.ReadAsync(Request, ct);
        var app = await clients.AuthenticateAsync(Request, form, ct);
        return TokenAnswer.Of(form["grant_type"] switch
        {
            "authorization_code" => await issue.ForCodeAsync(app, form["code"], form["redirect_uri"], form["code_verifier"], ct),
            "client_credentials" => await issue.ForAppAsync(app, form["scope"], ct),
            null => throw new OAuthProblemException(OAuthProblemException.InvalidRequest, "grant_type is missing."),
            _ => throw new OAuthProblemException(OAuthProblemException.UnsupportedGrantType, "Only authorization_code and client_credentials are known."),
        });
    }

    [HttpPost("revoke")]
    public async Task<IActionResult> Revoke([FromServices] RevokeTokens revoke, CancellationToken ct)
    {
        var form = await OAuthForm.ReadAsync(Request, ct);
        var app = await clients.AuthenticateAsync(Request, form, ct);
        await revoke.RunAsync(app, form["token"] ?? throw new OAuthProblemException(OAuthProblemException.InvalidRequest, "token is missing."), ct);
        return new JsonResult(new object());
    }
}

/// <summary>A token, as programs read it.</summary>
/// <param name="CreatedAt">Seconds since 1970.</param>
/// <remarks>Source: RFC 6749 §5.1; Mastodon API documentation, entity Token.</remarks>
public sealed record TokenAnswer(string AccessToken, string TokenType, string Scope, long CreatedAt)
{
    internal static TokenAnswer Of(IssuedToken issued) => new(issued.Secret, "Bearer", issued.Scopes, issued.CreatedAt.ToUnixTimeSeconds());
}
