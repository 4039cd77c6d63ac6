using System.Text.Json.Serialization;
using Microblog.Notices;
using Microblog.Notices.Quotes;

namespace Microblog.ClientApi;

/// <summary>What a status quotes.</summary>
/// <param name="State">
/// <c>pending</c>, <c>accepted</c>, <c>rejected</c>, <c>revoked</c>, <c>deleted</c>, or <c>unauthorized</c> where the viewer may not read it.
/// </param>
/// <remarks>Source: Mastodon API documentation, entities Quote and ShallowQuote; the latter within what is quoted itself.</remarks>
[JsonDerivedType(typeof(FullQuote))]
[JsonDerivedType(typeof(ShallowQuote))]
public abstract record StatusQuote(string State)
{
    /// <summary>With the status itself, where the viewer may read it.</summary>
    internal static StatusQuote Of(QuoteLine quote, Status? quoted) => new FullQuote(StateOf(quote, quoted is not null), quote.ShownId is null ? null : quoted);

    /// <summary>Without it.</summary>
    internal static StatusQuote Shallow(QuoteLine quote) =>
        new ShallowQuote(StateOf(quote, isReadable: true), quote.ShownId is { } id ? ApiText.Id(id) : null);

    private static string StateOf(QuoteLine quote, bool isReadable) => quote.State switch
    {
        QuoteState.Pending => "pending",
        QuoteState.Refused => "rejected",
        QuoteState.Revoked => "revoked",
        _ => quote.QuotedId is null ? "deleted" : isReadable ? "accepted" : "unauthorized",
    };
}

/// <summary>What a status quotes, with it.</summary>
/// <param name="QuotedStatus">Null unless it is accepted and may be read.</param>
public sealed record FullQuote(string State, Status? QuotedStatus) : StatusQuote(State);

/// <summary>What a status quotes that is quoted itself.</summary>
/// <param name="QuotedStatusId">Null unless it is accepted.</param>
public sealed record ShallowQuote(string State, string? QuotedStatusId) : StatusQuote(State);

/// <summary>Who may quote a status.</summary>
/// <remarks>Source: Mastodon API documentation, entity QuoteApproval.</remarks>
public sealed record QuoteApproval(IReadOnlyList<string> Automatic, IReadOnlyList<string> Manual, string CurrentUser)
{
    /// <summary>What the policy comes to for one viewer.</summary>
    internal static QuoteApproval Of(QuotePolicy? policy, bool isLocal, Visibility visibility, bool isAuthor, bool follows)
    {
        // Elsewhere somebody who says nothing may still be asked.
        if (policy is null && !isLocal && !isAuthor && visibility <= Visibility.Unlisted)
            return new([], ["unsupported_policy"], "unknown");
        var allowed = visibility > Visibility.Unlisted ? QuotePolicy.Nobody : policy ?? QuotePolicy.Everyone;
        return new(
            allowed switch
            {
                QuotePolicy.Everyone => ["public"],
                QuotePolicy.Followers => ["followers"],
                _ => [],
            },
            [],
            policy.Allows(visibility, isAuthor, follows) ? "automatic" : "denied");
    }
}
