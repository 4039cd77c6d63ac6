using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using Microblog.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace Microblog.SignIn;

/// <summary>Knows programs by <c>Authorization: Bearer</c> (RFC 6750 §2.1). A token in the address or a form is no token, but for streams.</summary>
public sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Tokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const int LongestToken = 500;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SecretIn(Request) is not { } secret)
            return AuthenticateResult.NoResult();
        if (secret.Length is 0 or > LongestToken || await tokens.FindAsync(secret, Context.RequestAborted) is not { } holder)
            return AuthenticateResult.Fail("The access token is invalid.");
        return AuthenticateResult.Success(new AuthenticationTicket(Principals.Of(holder.Who, Scheme.Name, holder.Scopes), Scheme.Name));
    }

    /// <summary>The token that a request came with; null for none.</summary>
    internal static string? SecretIn(HttpRequest request)
    {
        if (AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) && header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
            return header.Parameter ?? "";
        if (request.HttpContext.GetEndpoint()?.Metadata.GetMetadata<TokenMayStandInAddressAttribute>() is null)
            return null;
        var inAddress = request.Query["access_token"].ToString();
        return inAddress.Length > 0 ? inAddress : request.HttpContext.WebSockets.WebSocketRequestedProtocols.FirstOrDefault();
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return AnswerAsync(StatusCodes.Status401Unauthorized, "The access token is invalid");
    }

    // COMPAT(Mastodon): a program that asks for nobody is told apart from one that asks for too much.
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Context.User.HasClaim(c => c.Type == Viewer.AccountClaim)
            ? AnswerAsync(StatusCodes.Status403Forbidden, LacksRole() ? "This action is not allowed" : "This action is outside the authorized scopes")
            : AnswerAsync(StatusCodes.Status422UnprocessableEntity, "This method requires an authenticated user");

    // The token would do; the person is no moderator.
    private bool LacksRole() => Context.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>()
        .Any(rule => rule.Policy is { } scope && Scopes.IsForStaff(scope) && Context.User.MayBy(scope)) == true;

    private Task AnswerAsync(int status, string error)
    {
        Response.StatusCode = status;
        return Response.WriteAsJsonAsync(new { error }, Context.RequestAborted);
    }
}
