using Microsoft.AspNetCore.Mvc;

namespace Microblog.Apps;

/// <summary>What a program asks a person for, by way of their browser.</summary>
/// <remarks>Source: RFC 6749 §4.1.1, RFC 7636 §4.3; Mastodon API documentation, GET /oauth/authorize.</remarks>
public sealed record AuthorizationRequest
{
    [ModelBinder(Name = "response_type")]
    public string? ResponseType { get; init; }

    [ModelBinder(Name = "client_id")]
    public string? ClientId { get; init; }

    [ModelBinder(Name = "redirect_uri")]
    public string? RedirectUri { get; init; }

    [ModelBinder(Name = "scope")]
    public string? Scope { get; init; }

    [ModelBinder(Name = "state")]
    public string? State { get; init; }

    [ModelBinder(Name = "code_challenge")]
    public string? CodeChallenge { get; init; }

    [ModelBinder(Name = "code_challenge_method")]
    public string? CodeChallengeMethod { get; init; }

    /// <summary>Whether the person is to sign in again, maybe as somebody else.</summary>
    [ModelBinder(Name = "force_login")]
    public string? ForceLogin { get; init; }

    internal bool WantsSignIn => ForceLogin is "true" or "1";

    /// <summary>The scopes asked for, each of which the program may ask for.</summary>
    /// <exception cref="OAuthProblemException">The request cannot be granted; the program is told so.</exception>
    internal IReadOnlyList<string> Check(App app)
    {
        if (ResponseType != "code")
            throw new OAuthProblemException(OAuthProblemException.UnsupportedResponseType, "Only response_type=code is known.");
        if (CodeChallenge is not null && (CodeChallengeMethod != "S256" || !IsChallenge(CodeChallenge)))
            throw new OAuthProblemException(OAuthProblemException.InvalidRequest, "Only code_challenge_method=S256 is known, with 43 characters of base64url.");
        if (CodeChallenge is null && !string.IsNullOrEmpty(CodeChallengeMethod))
            throw new OAuthProblemException(OAuthProblemException.InvalidRequest, "A code_challenge_method needs a code_challenge.");
        return AppScopes.Within(app, Scope);
    }

    private static bool IsChallenge(string text) => text.Length == 43 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
