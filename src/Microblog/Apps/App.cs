namespace Microblog.Apps;

/// <summary>A client program that has introduced itself, so that people can let it act for them.</summary>
/// <remarks>Source: RFC 6749 §2; Mastodon API documentation, entity CredentialApplication.</remarks>
public sealed class App
{
    public required long Id { get; init; }

    public required string ClientId { get; init; }

    /// <summary>SHA-256 of the secret: the secret itself is nowhere here.</summary>
    public required string SecretHash { get; init; }

    public required string Name { get; init; }

    /// <summary>Its page, http or https; null when it named none.</summary>
    public required Uri? Website { get; init; }

    /// <summary>Where people may be sent back to, one a line, to the letter.</summary>
    public required string RedirectUris { get; init; }

    /// <summary>The most it may ask for, separated by spaces.</summary>
    public required string Scopes { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether people may be sent back there. Compared to the letter (RFC 9700 §4.1.3).</summary>
    public bool MayRedirectTo(string uri) => RedirectUris.Split('\n').Contains(uri, StringComparer.Ordinal);
}
