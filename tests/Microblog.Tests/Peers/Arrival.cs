using System.Text.Json.Nodes;

namespace Microblog.Tests.Peers;

/// <summary>Something a server made of Fedify was sent.</summary>
/// <param name="Path">The inbox.</param>
/// <param name="Raw">The body, byte for byte.</param>
/// <param name="SignedBy">The key by which Fedify verified the HTTP signature; null when it did not.</param>
/// <param name="Proof">What Fedify says of its integrity proof: none, broken or valid.</param>
/// <param name="Status">What Fedify answered.</param>
/// <param name="Heard">The activity as Fedify's inbox listener got it; null when it got none.</param>
/// <param name="Headers">As they came, names in lower case.</param>
internal sealed record Arrival(
    string Path, string Raw, string? SignedBy, string Proof, int Status, JsonNode? Heard, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>It is signed by RFC 9421, not by draft-cavage.</summary>
    public bool IsSignedByRfc9421 => Headers.ContainsKey("signature-input");

    public string? Type => (string?)Heard?["type"];

    public JsonNode Activity => Heard ?? throw new InvalidOperationException($"Fedify heard nothing in {Raw}");

    /// <summary>The embedded object, as Fedify understood it.</summary>
    public JsonNode Object => Activity["object"]!;

    /// <summary>The id of the object, embedded or not.</summary>
    public string? ObjectId => IdOf(Heard?["object"]);

    /// <summary>The ids in a property that may hold one, many or none.</summary>
    public static IReadOnlyList<string> Ids(JsonNode? value) => value switch
    {
        null => [],
        JsonArray many => [.. many.Select(one => IdOf(one)!)],
        _ => [IdOf(value)!],
    };

    private static string? IdOf(JsonNode? value) => value switch
    {
        JsonValue id => ((string?)id) is "as:Public" ? AsPublic : (string?)id,
        JsonObject embedded => (string?)embedded["id"],
        _ => null,
    };

    /// <summary>Everybody.</summary>
    public const string AsPublic = "https://www.w3.org/ns/activitystreams#Public";
}
