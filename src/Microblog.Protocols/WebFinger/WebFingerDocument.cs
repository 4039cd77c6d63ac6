using System.Text.Json;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.WebFinger;

/// <summary>What a server says about a handle.</summary>
/// <remarks>Source: RFC 7033, §4.4.</remarks>
public sealed record WebFingerDocument(
    string Subject, IReadOnlyList<string> Aliases, IReadOnlyList<WebFingerLink> Links)
{
    /// <summary>
    /// The handle that the document is about: adopt it only if the actor's own server answers the same.
    /// </summary>
    public Handle? Handle => Handle.TryParse(Subject, out var handle) ? handle : null;

    /// <summary>The id of the ActivityPub actor, if there is one.</summary>
    public Uri? Actor => Links
        .Where(l => string.Equals(l.Rel, "self", StringComparison.Ordinal) && MediaTypes.IsActivity(l.Type))
        .Select(l => Ids.TryParse(l.Href, out var id) ? id : null)
        .FirstOrDefault(id => id is not null);

    /// <summary>Reads what another server answered.</summary>
    /// <exception cref="MalformedActivityException">It is no JRD, or has no subject.</exception>
    public static WebFingerDocument Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonInput.ReadObject(json);
        var root = document.RootElement;
        return new WebFingerDocument(
            root.Text("subject", Limits.NameBytes)
                ?? throw new MalformedActivityException("The document has no subject."),
            [
                .. root.Values("aliases").Where(a => a.ValueKind == JsonValueKind.String)
                    .Select(a => JsonFields.Clip(a.GetString()!, Limits.NameBytes)).Take(Limits.Links),
            ],
            [
                .. root.Values("links").Where(l => l.IsObject)
                    .Select(ReadLink).OfType<WebFingerLink>().Take(Limits.Links),
            ]);
    }

    public byte[] Write() => JsonOutput.Object(json =>
    {
        json.WriteString("subject", Subject);
        json.WriteStartArray("aliases");
        foreach (var alias in Aliases)
            json.WriteStringValue(alias);
        json.WriteEndArray();
        json.WriteStartArray("links");
        foreach (var link in Links)
            WriteLink(json, link);
        json.WriteEndArray();
    });

    private static WebFingerLink? ReadLink(JsonElement link) =>
        link.Text("rel", Limits.NameBytes) is { } rel
            ? new WebFingerLink(
                rel,
                link.Text("type", Limits.NameBytes),
                link.Text("href", Limits.NameBytes),
                link.Text("template", Limits.NameBytes))
            : null;

    private static void WriteLink(Utf8JsonWriter json, WebFingerLink link)
    {
        json.WriteStartObject();
        json.WriteString("rel", link.Rel);
        json.WriteStringIfAny("type", link.Type);
        json.WriteStringIfAny("href", link.Href);
        json.WriteStringIfAny("template", link.Template);
        json.WriteEndObject();
    }
}

/// <summary>Has an address, or a template for one.</summary>
public sealed record WebFingerLink(string Rel, string? Type, string? Href, string? Template = null);
