using System.Diagnostics.CodeAnalysis;
using Microblog.Accounts;
using Microblog.Notices.Text;

namespace Microblog.ClientApi;

/// <summary>One's own account, with what is edited and what one may do.</summary>
/// <remarks>Source: Mastodon API documentation, entity CredentialAccount.</remarks>
public sealed record CredentialAccount : Account
{
    [SetsRequiredMembers]
    internal CredentialAccount(Account account, Role role, PostingDefaults posting, IReadOnlyList<Field> fields, long followRequests)
        : base(account)
    {
        Source = new AccountSource(
            HtmlCleaner.PlainText(account.Note), fields, ApiText.Visibility(posting.Visibility), posting.IsSensitive, posting.Language, followRequests)
        {
            HideCollections = account.HideCollections,
            Discoverable = account.Discoverable,
            Indexable = account.Indexable,
            QuotePolicy = ApiText.QuotePolicy(posting.QuotePolicy),
        };
        Role = AccountRole.Of(role);
    }

    public AccountSource Source { get; }
    public AccountRole Role { get; }
}

/// <summary>A profile as it is edited.</summary>
/// <param name="Note">Plain text.</param>
/// <param name="Fields">What was typed: only lines of one's own.</param>
/// <param name="Privacy">The visibility that new notices have unless said otherwise.</param>
public sealed record AccountSource(
    string Note, IReadOnlyList<Field> Fields, string Privacy, bool Sensitive, string? Language, long FollowRequestsCount)
{
    public required bool HideCollections { get; init; }
    public required bool? Discoverable { get; init; }
    public required bool Indexable { get; init; }
    public required string QuotePolicy { get; init; }
    public IReadOnlyList<string> AttributionDomains => [];
}

/// <summary>What somebody may do beyond posting.</summary>
/// <param name="Permissions">Mastodon's permission bits, of which those are set for which there is something here.</param>
/// <remarks>Source: Mastodon API documentation, entity Role.</remarks>
public sealed record AccountRole(string Id, string Name, string Permissions, string Color, bool Highlighted)
{
    // View the log (0x4) and the figures (0x8), manage reports (0x10), federation (0x20), users (0x400) and announcements (0x2000).
    private const int OfModerators = 0x4 | 0x8 | 0x10 | 0x20 | 0x400 | 0x2000;

    // And delete user data (0x80000).
    private const int OfAdministrators = OfModerators | 0x80000;

    internal static AccountRole Of(Role role) => role switch
    {
        Accounts.Role.Administrator => new("3", "Administrator", ApiText.Id(OfAdministrators), "", Highlighted: true),
        Accounts.Role.Moderator => new("2", "Moderator", ApiText.Id(OfModerators), "", Highlighted: true),
        _ => new("-99", "", "0", "", Highlighted: false),
    };

    /// <summary>The role of that id; null when there is none.</summary>
    internal static Role? RoleOf(string id) => id switch
    {
        "3" => Accounts.Role.Administrator,
        "2" => Accounts.Role.Moderator,
        "-99" => Accounts.Role.User,
        _ => null,
    };
}
