using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microblog.ClientApi;

/// <summary>When a filter is to end.</summary>
/// <param name="IsSaid">Something was said of it.</param>
/// <param name="In">Counted from now; null for never.</param>
[JsonConverter(typeof(FilterEndConverter))]
public readonly record struct FilterEnd(bool IsSaid, TimeSpan? In)
{
    private const double Longest = 100 * 365 * 24 * 3600d;

    internal static FilterEnd Of(string? said) =>
        double.TryParse(said, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? Of(seconds) : new(true, null);

    internal static FilterEnd Of(double seconds) =>
        new(true, double.IsFinite(seconds) ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Longest)) : null);
}

/// <summary>Reads when a filter is to end: seconds, or null for never.</summary>
internal sealed class FilterEndConverter : JsonConverter<FilterEnd>
{
    public override bool HandleNull => true;

    public override FilterEnd Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.Number => FilterEnd.Of(reader.GetDouble()),
        JsonTokenType.String => FilterEnd.Of(reader.GetString()),
        JsonTokenType.Null => new(true, null),
        _ => throw new JsonException(),
    };

    public override void Write(Utf8JsonWriter writer, FilterEnd value, JsonSerializerOptions options) => throw new NotSupportedException();
}
