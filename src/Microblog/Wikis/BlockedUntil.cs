namespace Microblog.Wikis;

/// <summary>How long a wiki's sitewide block lasts: not at all, until a time, or for ever.</summary>
public readonly record struct BlockedUntil
{
    private BlockedUntil(DateTimeOffset? end) => End = end;

    /// <summary>There is no block. Also the default.</summary>
    public static BlockedUntil NotBlocked => default;

    /// <summary>The block has no end.</summary>
    public static BlockedUntil Forever { get; } = new(DateTimeOffset.MaxValue);

    /// <summary>Null: no block; <see cref="DateTimeOffset.MaxValue"/>: for ever. This is the form to store.</summary>
    public DateTimeOffset? End { get; }

    public bool IsBlock => End is not null;

    public bool IsForever => End == DateTimeOffset.MaxValue;

    public static BlockedUntil Time(DateTimeOffset end) => new(end);

    /// <summary>From what <see cref="End"/> gave.</summary>
    public static BlockedUntil FromEnd(DateTimeOffset? end) => new(end);

    /// <summary>Whether the block's time has passed; never true without a block or of one without end.</summary>
    public bool IsOver(DateTimeOffset now) => End <= now && !IsForever;

    public override string ToString() =>
        IsForever ? "for ever" : End?.ToString("O", System.Globalization.CultureInfo.InvariantCulture) ?? "not blocked";
}
