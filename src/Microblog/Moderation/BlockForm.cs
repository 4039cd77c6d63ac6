using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.Moderation;

/// <summary>What a moderator fills in to block an account.</summary>
public sealed class BlockForm
{
    /// <summary>The choice that stands for the day in <see cref="UntilDay"/>.</summary>
    public const string OtherDay = "day";

    /// <summary>The choice that stands for no end.</summary>
    public const string Forever = "forever";

    [FromForm(Name = "scope")]
    public BlockScope Scope { get; init; }

    [FromForm(Name = "reason")]
    public string? Reason { get; init; }

    /// <summary><c>1d</c>, <c>1w</c>, <c>1m</c>, <c>1y</c>, <see cref="Forever"/> or <see cref="OtherDay"/>.</summary>
    [FromForm(Name = "until")]
    public string? Until { get; init; }

    [FromForm(Name = "until_day")]
    public string? UntilDay { get; init; }

    /// <summary>First instant at which the block no longer applies; null means until lifted.</summary>
    /// <exception cref="RefusalException">No end was chosen, or the day is none.</exception>
    public DateTimeOffset? EndFrom(DateTimeOffset now) => Until switch
    {
        "1d" => now.AddDays(1),
        "1w" => now.AddDays(7),
        "1m" => now.AddMonths(1),
        "1y" => now.AddYears(1),
        Forever => null,
        OtherDay => Day(),
        _ => throw new RefusalException(Refusal.DateNotUnderstood),
    };

    // Days begin at midnight UTC, as in a wiki's log.
    private DateTimeOffset Day() =>
        DateTimeOffset.TryParseExact(
            UntilDay, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var day)
            ? day
            : throw new RefusalException(Refusal.DateNotUnderstood);
}
