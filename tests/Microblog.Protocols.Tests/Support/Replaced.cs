using System.Text;
using System.Text.Json.Nodes;

namespace Microblog.Protocols.Tests.Support;

/// <summary>Documents in which one value, however deep, is another.</summary>
internal static class Replaced
{
    /// <summary>The document with that value in that place.</summary>
    /// <param name="place">Which value in reading order, counted round and round.</param>
    public static byte[] Value(byte[] json, int place, string value)
    {
        var root = JsonNode.Parse(json)!;
        var places = Places(root).ToList();
        if (places.Count > 0)
            places[place % places.Count](JsonNode.Parse(value));
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static IEnumerable<Action<JsonNode?>> Places(JsonNode? node) => node switch
    {
        JsonObject o => o.ToList().SelectMany(p => Places(p.Value).Prepend(v => o[p.Key] = v)),
        JsonArray a => Enumerable.Range(0, a.Count).SelectMany(i => Places(a[i]).Prepend(v => a[i] = v)),
        _ => [],
    };
}
