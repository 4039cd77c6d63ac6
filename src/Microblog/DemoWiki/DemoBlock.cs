namespace Microblog.DemoWiki;

/// <summary>A block on the demo wiki.</summary>
/// <param name="Until">Null: without end.</param>
/// <param name="IsPartial">Only certain pages.</param>
public sealed record DemoBlock(long Id, string Reason, DateTimeOffset At, DateTimeOffset? Until, bool IsPartial);
