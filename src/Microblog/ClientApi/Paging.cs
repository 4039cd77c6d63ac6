using System.Globalization;
using Microblog.Timelines;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Which part of a list a client app asks for, as it spells it. What it misspells it did not ask for.</summary>
/// <remarks>Source: Mastodon API documentation, guidelines on pagination.</remarks>
public sealed record Paging
{
    [FromQuery(Name = "max_id")]
    public string? MaxId { get; init; }

    [FromQuery(Name = "since_id")]
    public string? SinceId { get; init; }

    [FromQuery(Name = "min_id")]
    public string? MinId { get; init; }

    [FromQuery(Name = "limit")]
    public string? Limit { get; init; }

    public Page ToPage() => new(ApiText.IdOrNull(MaxId), ApiText.IdOrNull(SinceId), ApiText.IdOrNull(MinId), LimitOf(Limit, Page.DefaultLimit));

    /// <summary>Reads how many are wanted: more than an integer holds is as many as there may be.</summary>
    public static int LimitOf(string? text, int otherwise) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) && !double.IsNaN(limit)
            ? (int)Math.Clamp(limit, 0, int.MaxValue)
            : otherwise;
}
