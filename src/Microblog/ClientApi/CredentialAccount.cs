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
/// <param name="Permissions">Mastodon's permission bits, of which we use none.</param>
public sealed record AccountRole(string Id, string Name, string Permissions, string Color, bool Highlighted)
{
    internal static AccountRole Of(Role role) => role switch
    {
        Accounts.Role.Administrator => new("3", "Administrator", "0", "", Highlighted: true),
        Accounts.Role.Moderator => new("2", "Moderator", "0", "", Highlighted: true),
        _ => new("-99", "", "0", "", Highlighted: false),
    };
}
