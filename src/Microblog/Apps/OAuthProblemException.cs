namespace Microblog.Apps;

/// <summary>Why a program gets no token or code.</summary>
/// <param name="error">One of RFC 6749 §4.1.2.1 and §5.2.</param>
/// <param name="description">A sentence for the program's developer.</param>
public sealed class OAuthProblemException(string error, string description) : Exception(description)
{
    public const string InvalidRequest = "invalid_request";
    public const string InvalidClient = "invalid_client";
    public const string InvalidGrant = "invalid_grant";
    public const string InvalidScope = "invalid_scope";
    public const string UnauthorizedClient = "unauthorized_client";
    public const string UnsupportedGrantType = "unsupported_grant_type";
    public const string UnsupportedResponseType = "unsupported_response_type";
    public const string AccessDenied = "access_denied";

    public string Error { get; } = error;

    /// <summary>The HTTP status that goes with it.</summary>
    public int Status => Error switch
    {
        InvalidClient => StatusCodes.Status401Unauthorized,
        UnauthorizedClient => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status400BadRequest,
    };
}
