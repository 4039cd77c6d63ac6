using System.Text.Json.Serialization;
using Microblog.Notices;
using Microblog.Notices.Quotes;

namespace Microblog.ClientApi;

/// <summary>What a status quotes.</summary>
/// <param name="State">
/// <c>pending</c>, <c>accepted</c>, <c>rejected</c>, <c>revoked</c>, <c>deleted</c>, or <c>unauthorized</c> where the viewer may not read it.
/// </param>
/// <remarks>Source: Mastodon API documentation, entities Quote and ShallowQuote; the latter within what is quoted itself.</remarks>
public sealed record StatusQuote(string State)
{
    /// <summary>Null unless it is accepted; not there in a ShallowQuote.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Status? QuotedStatus { get; init; }

    /// <summary>Only in a ShallowQuote.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? QuotedStatusId { get; init; }

    /// <summary>With the status itself, where the viewer may read it.</summary>
    internal static StatusQuote Of(QuoteLine quote, Status? quoted) =>
        new(StateOf(quote, quoted is not null)) { QuotedStatus = quote.ShownId is null ? null : quoted };

    /// <summary>Without it.</summary>
    internal static StatusQuote Shallow(QuoteLine quote) => new(StateOf(quote, isReadable: true))
    {
        QuotedStatusId = quote.ShownId is { } id ? ApiText.Id(id) : null,
    };

    private static string StateOf(QuoteLine quote, bool isReadable) => quote.State switch
    {
        QuoteState.Pending => "pending",
        QuoteState.Refused => "rejected",
        QuoteState.Revoked => "revoked",
        _ => quote.QuotedId is null ? "deleted" : isReadable ? "accepted" : "unauthorized",
    };
}

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
