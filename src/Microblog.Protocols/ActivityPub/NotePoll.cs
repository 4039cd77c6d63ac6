namespace Microblog.Protocols.ActivityPub;

/// <summary>What a Question asks.</summary>
/// <param name="Choices">In the author's order; at least one, at most <see cref="Limits.PollChoices"/>.</param>
/// <param name="IsMultiple">Whether one may choose several (<c>anyOf</c>).</param>
/// <param name="EndTime">When voting ends; null when that was not said.</param>
/// <param name="Closed">When voting has ended; null while it has not.</param>
/// <param name="Voters">How many people voted; null when that was not said.</param>
public sealed record NotePoll(
    IReadOnlyList<NotePollChoice> Choices, bool IsMultiple, DateTimeOffset? EndTime, DateTimeOffset? Closed, long? Voters);

/// <summary>One of the things to choose.</summary>
/// <param name="Name">Plain text; a vote names it exactly like that.</param>
/// <param name="Votes">As the author's server counts them, not negative.</param>
public sealed record NotePollChoice(string Name, long Votes);
