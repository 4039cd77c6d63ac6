using Microblog.Accounts;
using Microblog.Moderation;

namespace Microblog.ClientApi.Admin;

/// <summary>An account as moderators read it.</summary>
/// <param name="Domain">Null for somebody here.</param>
/// <param name="Email">Empty: no address of anybody is kept here.</param>
/// <param name="Ip">Null: no address is kept with an account.</param>
/// <param name="Confirmed">True: who signs in with a wiki confirms nothing here.</param>
/// <param name="Approved">True: nobody waits to be let in.</param>
/// <param name="Disabled">A block of posting stands.</param>
/// <param name="Suspended">A block of the whole account stands.</param>
/// <param name="Locale">The language of the server, which is that of its pages for everybody; null for somebody elsewhere.</param>
/// <remarks>Source: Mastodon API documentation, entity Admin::Account.</remarks>
public sealed record AdminAccount(
    string Id,
    string Username,
    string? Domain,
    string CreatedAt,
    string Email,
    string? Ip,
    AccountRole Role,
    bool Confirmed,
    bool Approved,
    bool Disabled,
    bool Silenced,
    bool Suspended,
    bool Sensitized,
    string? Locale,
    Account Account)
{
    public IReadOnlyList<AdminIp> Ips { get; } = [];
    public string? InviteRequest { get; }

    /// <summary>Whether a block of that scope stands.</summary>
    internal bool IsUnder(BlockScope scope) => scope switch
    {
        BlockScope.Posting => Disabled,
        BlockScope.Silence => Silenced,
        BlockScope.Sensitive => Sensitized,
        _ => Suspended,
    };

    internal static AdminAccount Of(AdminAccountRow row, string locale) => new(
        ApiText.Id(row.Id),
        row.Handle,
        row.Host.Length == 0 ? null : row.Host,
        ApiText.Instant(row.CreatedAt),
        Email: "",
        Ip: null,
        AccountRole.Of(row.Role ?? Accounts.Role.User),
        Confirmed: true,
        Approved: true,
        row.Scopes.Contains(BlockScope.Posting),
        row.Scopes.Contains(BlockScope.Silence),
        row.Scopes.Contains(BlockScope.Account),
        row.Scopes.Contains(BlockScope.Sensitive),
        row.Host.Length == 0 ? locale : null,
        row.Account);
}

/// <summary>An address that somebody signed in from; there are none of these here.</summary>
/// <remarks>Source: Mastodon API documentation, entity Admin::Ip.</remarks>
public sealed record AdminIp(string Ip, string UsedAt);

/// <summary>What an <see cref="AdminAccount"/> is made from.</summary>
internal sealed record AdminAccountRow
{
    public required long Id { get; init; }
    public required string Handle { get; init; }
    public required string Host { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Null for somebody elsewhere.</summary>
    public required Role? Role { get; init; }

    /// <summary>Of the blocks that stand.</summary>
    public required IReadOnlyList<BlockScope> Scopes { get; init; }
    public required Account Account { get; init; }
}
