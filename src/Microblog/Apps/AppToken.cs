namespace Microblog.Apps;

/// <summary>A program's right to ask as itself, for nobody (RFC 6749 §4.4).</summary>
public sealed class AppToken
{
    public required long Id { get; init; }
    public required long AppId { get; init; }
    public App? App { get; init; }

    /// <summary>SHA-256 of the token: the token itself is nowhere here.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Separated by spaces.</summary>
    public required string Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
