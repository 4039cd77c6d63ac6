namespace Microblog.Tests.Wikis;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class MovableClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 0, 52, 45, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
