namespace Microblog.Wikis;

/// <summary>A line in a wiki's log: a hint to ask about somebody again, never a fact about them.</summary>
/// <param name="Id">Grows; entries read twice have the same.</param>
/// <param name="Target">The account's name as it was then: after a rename the old one.</param>
public sealed record WikiLogEntry(long Id, string Target, DateTimeOffset At);
