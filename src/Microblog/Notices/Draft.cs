using Microblog.Media;
using Microblog.Notices.Polls;
using Microblog.Notices.Quotes;

namespace Microblog.Notices;

/// <summary>What a person asks to post.</summary>
/// <param name="Text">Plain text; names, tags and addresses in it become links.</param>
/// <param name="Summary">Content warning; null or empty for none.</param>
/// <param name="Language">BCP 47 tag; null for the author's usual one.</param>
/// <param name="Poll">What it asks; null for a notice without a poll.</param>
/// <param name="QuotedId">The notice that it quotes; null for none. An edit changes nothing about it.</param>
/// <param name="QuotePolicy">Who may quote it; null for everyone. Likewise.</param>
public sealed record Draft(
    string Text, Visibility Visibility = Visibility.Public, long? InReplyToId = null, string? Summary = null, bool IsSensitive = false, string? Language = null,
    PollDraft? Poll = null, long? QuotedId = null, QuotePolicy? QuotePolicy = null)
{
    /// <summary>The uploads that it holds, in their order.</summary>
    public IReadOnlyList<long> MediaIds { get; init; } = [];

    /// <summary>What is said anew of these uploads.</summary>
    public IReadOnlyList<MediaChange> MediaChanges { get; init; } = [];
}
