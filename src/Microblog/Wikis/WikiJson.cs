using System.Text.Json;

namespace Microblog.Wikis;

/// <summary>Reading what a wiki sent without trusting its shape: what has the wrong kind is as good as absent.</summary>
internal static class WikiJson
{
    /// <summary>The text, or null. A text with half a surrogate pair is none.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.TryGet(name, out var value) ? value.Text() : null;

    public static bool Flag(this JsonElement json, string name) =>
        json.TryGet(name, out var value) && value.ValueKind == JsonValueKind.True;

    public static long? Number(this JsonElement json, string name) =>
        json.TryGet(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number)
            ? number
            : null;

    /// <summary>The elements of an array; nothing for anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : [];

    public static IEnumerable<JsonElement> Items(this JsonElement json, string name) =>
        json.TryGet(name, out var value) ? value.Items() : [];

    public static IEnumerable<string> Texts(this JsonElement json, string name) =>
        json.Items(name).Select(Text).OfType<string>();

    /// <summary>Like <see cref="JsonElement.TryGetProperty(string, out JsonElement)"/>, for any kind: an empty map comes as [].</summary>
    public static bool TryGet(this JsonElement json, string name, out JsonElement value)
    {
        value = default;
        return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out value);
    }

    private static string? Text(this JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
