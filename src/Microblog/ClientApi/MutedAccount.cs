using System.Diagnostics.CodeAnalysis;

namespace Microblog.ClientApi;

/// <summary>Whom the viewer has muted.</summary>
/// <remarks>Source: Mastodon API documentation, entity MutedAccount.</remarks>
public sealed record MutedAccount : Account
{
    [SetsRequiredMembers]
    internal MutedAccount(Account account, DateTimeOffset? endsAt)
        : base(account) => MuteExpiresAt = ApiText.Instant(endsAt);

    /// <summary>Null for when it is taken back.</summary>
    public string? MuteExpiresAt { get; }
}
