using Microblog.Accounts;
using Microblog.Apps;

namespace Microblog.SignIn;

/// <summary>A client program's right to act for an account. Revoking it is deleting it.</summary>
public sealed class AccessToken
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public Account? Account { get; init; }

    /// <summary>The program that got it; null for one made on the command line.</summary>
    public long? AppId { get; init; }
    public App? App { get; init; }

    /// <summary>The code it was given for, so that a second use of the code ends it.</summary>
    public long? CodeId { get; init; }

    /// <summary>SHA-256 of the token: the token itself is nowhere here.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Separated by spaces, as OAuth spells them (RFC 6749 §3.3).</summary>
    public required string Scopes { get; init; }

    /// <summary>What the person or operator calls the program.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
