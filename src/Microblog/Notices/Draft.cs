using Microblog.Notices.Polls;

namespace Microblog.Notices;

/// <summary>What a person asks to post.</summary>
/// <param name="Text">Plain text; names, tags and addresses in it become links.</param>
/// <param name="Summary">Content warning; null or empty for none.</param>
/// <param name="Language">BCP 47 tag; null for the author's usual one.</param>
/// <param name="Poll">What it asks; null for a notice without a poll.</param>
public sealed record Draft(
    string Text, Visibility Visibility = Visibility.Public, long? InReplyToId = null, string? Summary = null, bool IsSensitive = false, string? Language = null,
    PollDraft? Poll = null);
