using Microblog.Accounts;

namespace Microblog.Apps;

/// <summary>A person's consent, on its way through their browser to the program (RFC 6749 §4.1).</summary>
public sealed class AuthorizationCode
{
    /// <summary>How long it may take on its way.</summary>
    /// <remarks>Source: security catalogue §6.</remarks>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    public required long Id { get; init; }
    public required long AppId { get; init; }
    public App? App { get; init; }
    public required long AccountId { get; init; }
    public Account? Account { get; init; }

    /// <summary>SHA-256 of the code: the code itself is nowhere here.</summary>
    public required string CodeHash { get; init; }

    public required string RedirectUri { get; init; }

    /// <summary>What the person agreed to, separated by spaces.</summary>
    public required string Scopes { get; init; }

    /// <summary>SHA-256 of the verifier in base64url; null where the program brought none (RFC 7636 §4.2).</summary>
    public required string? Challenge { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it became a token. Kept, so that a second use is noticed.</summary>
    public DateTimeOffset? UsedAt { get; init; }
}
