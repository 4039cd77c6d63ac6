using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microblog.ClientApi;

/// <summary>Reads lines in JSON, which apps send as a list or, as in a form, under their numbers.</summary>
/// <remarks>Source: Mastodon API documentation, update_credentials.</remarks>
internal sealed class FieldDraftsConverter : JsonConverter<IReadOnlyList<FieldDraft>>
{
    public override IReadOnlyList<FieldDraft> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartObject
            ? [.. JsonSerializer.Deserialize<Dictionary<string, FieldDraft>>(ref reader, options)!
                .OrderBy(f => f.Key.Length).ThenBy(f => f.Key, StringComparer.Ordinal)
                .Select(f => f.Value)]
            : JsonSerializer.Deserialize<List<FieldDraft>>(ref reader, options)!;

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<FieldDraft> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToList(), options);
}
