using System.Text.Json.Serialization;

namespace Microblog.ClientApi.Admin;

/// <summary>A figure about this server over some days.</summary>
/// <param name="Unit">Null: all that is measured here is counted.</param>
/// <param name="PreviousTotal">Of as many days before; null for figures about other servers.</param>
/// <remarks>Source: Mastodon API documentation, entity Admin::Measure.</remarks>
public sealed record AdminMeasure(
    string Key,
    string? Unit,
    string Total,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PreviousTotal,
    IReadOnlyList<AdminMeasureDay> Data);

/// <summary>A figure of one day.</summary>
/// <param name="Date">Its first instant.</param>
public sealed record AdminMeasureDay(string Date, string Value);
