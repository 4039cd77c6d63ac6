using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Microblog.Protocols.ActivityPub;

/// <summary>
/// How properties are read: JSON-LD lets a single value stand for a list of one, and an object or a Link for its id.
/// What has the wrong type counts as missing.
/// </summary>
internal static class JsonFields
{
    extension(JsonElement element)
    {
        public bool IsObject => element.ValueKind == JsonValueKind.Object;

        /// <summary>The values of a property, whether there is none, one or a list; without nulls.</summary>
        public IEnumerable<JsonElement> Values(string property)
        {
            if (!element.IsObject || !element.TryGetProperty(property, out var value))
                return [];
            return value.ValueKind switch
            {
                JsonValueKind.Array => value.EnumerateArray().Where(v => v.ValueKind != JsonValueKind.Null),
                JsonValueKind.Null => [],
                _ => [value],
            };
        }

        /// <summary>The value, if there is exactly one: who acts and on what must not be open to reading.</summary>
        public JsonElement? Only(string property)
        {
            var values = element.Values(property).Take(2).ToList();
            return values.Count == 1 ? values[0] : null;
        }

        /// <summary>The first text.</summary>
        public string? Text(string property)
        {
            foreach (var value in element.Values(property))
            {
                if (value.ValueKind == JsonValueKind.String)
                    return value.GetString();
            }
            return null;
        }

        /// <summary>The first text, cut to a size in UTF-8; null if there is none or it is empty.</summary>
        public string? Text(string property, int maxBytes) =>
            element.Text(property) is { Length: > 0 } text ? Clip(text, maxBytes) : null;

        /// <summary>The first identifier, given as a text or an object.</summary>
        public Uri? Link(string property) => element.Links(property, Limits.Links).FirstOrDefault();

        /// <summary>The identifiers of a list, each once; what is none is left out.</summary>
        /// <param name="most">How many values are looked at.</param>
        public IEnumerable<Uri> Links(string property, int most) =>
            element.Values(property).Take(most).Select(v => v.AsLink()).OfType<Uri>().Distinct(Ids.Comparer);

        /// <summary>The first identifier, if it is on the origin of another.</summary>
        public Uri? OwnLink(string property, Uri id) =>
            element.Link(property) is { } link && Origin.Same(link, id) ? link : null;

        /// <summary>This value as an identifier: the text itself, or the id or href of the object.</summary>
        public Uri? AsLink()
        {
            var text = element.ValueKind == JsonValueKind.String ? element.GetString()
                : element.IsObject ? element.Text("id") ?? element.Text("href")
                : null;
            return Ids.TryParse(text, out var id) ? id : null;
        }

        /// <summary>The id of this object itself, which is only ever a text.</summary>
        public Uri? Id => element.Only("id") is { ValueKind: JsonValueKind.String } id ? id.AsLink() : null;

        public Uri RequiredId =>
            element.Id ?? throw new MalformedActivityException("The id is missing or not an http address.");

        public Uri RequiredLink(string property) => element.Only(property)?.AsLink()
            ?? throw new MalformedActivityException($"The property \"{property}\" is missing or not an http address.");

        public bool Flag(string property) => element.Values(property).Any(v => v.ValueKind == JsonValueKind.True);

        /// <summary>Null if neither true nor false was said.</summary>
        public bool? MaybeFlag(string property) => element.Only(property)?.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

        /// <summary>A whole number that is not negative.</summary>
        public long? Count(string property) =>
            element.Only(property) is { ValueKind: JsonValueKind.Number } value
            && value.TryGetInt64(out var count)
            && count >= 0
                ? count
                : null;

        public DateTimeOffset? Time(string property) => Timestamps.Parse(element.Text(property));

        /// <summary>
        /// The first type that is among the known ones, otherwise the first of all; null if there is none.
        /// </summary>
        public string? TypeAmong(params ReadOnlySpan<string> known)
        {
            string? first = null;
            foreach (var value in element.Values("type").Take(Limits.Links))
            {
                if (value.ValueKind != JsonValueKind.String)
                    continue;
                var type = value.GetString()!;
                if (known.Contains(type))
                    return type;
                first ??= Clip(type, Limits.NameBytes);
            }
            return first;
        }
    }

    /// <summary>Cuts a text to a size in UTF-8, between two characters.</summary>
    public static string Clip(string text, int maxBytes)
    {
        if (Encoding.UTF8.GetByteCount(text) <= maxBytes)
            return text;
        Utf8.FromUtf16(text, new byte[maxBytes], out var read, out _);
        return text[..read];
    }

    /// <summary>Cuts a text to a length in UTF-16 units, between two characters.</summary>
    public static string ClipLength(string text, int maxLength) =>
        text.Length <= maxLength ? text
        : char.IsHighSurrogate(text[maxLength - 1]) ? text[..(maxLength - 1)]
        : text[..maxLength];
}
