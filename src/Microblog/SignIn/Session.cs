using Microblog.Accounts;

namespace Microblog.SignIn;

/// <summary>A browser in which a person is signed in. Ending it is deleting it.</summary>
public sealed class Session
{
    public required long Id { get; init; }
    public required long AccountId { get; init; }
    public Account? Account { get; init; }

    /// <summary>SHA-256 of the cookie's secret: the secret itself is nowhere here.</summary>
    public required string TokenHash { get; init; }

    public required string UserAgent { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset SeenAt { get; set; }
}
