using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.NodeInfo;

/// <summary>The document at <c>/.well-known/nodeinfo</c>: where the real one is.</summary>
public static class NodeInfoDiscovery
{
    private const string Schema = "http://nodeinfo.diaspora.software/ns/schema/";

    /// <summary>Points to both versions.</summary>
    /// <param name="version20">Where <see cref="NodeInfoDocument.Write20"/> is served.</param>
    /// <param name="version21">Where <see cref="NodeInfoDocument.Write21"/> is served.</param>
    public static byte[] Write(Uri version20, Uri version21) => JsonOutput.Object(json =>
    {
        json.WriteStartArray("links");
        foreach (var (version, address) in new[] { ("2.0", version20), ("2.1", version21) })
        {
            json.WriteStartObject();
            json.WriteString("rel", Schema + version);
            json.WriteString("href", address.AbsoluteUri);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>Where the newest document is that we read; null if there is none.</summary>
    /// <exception cref="MalformedActivityException">It is no JSON object.</exception>
    public static Uri? Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonInput.ReadObject(json);
        return document.RootElement.Values("links")
            .Where(l => l.IsObject)
            .Take(Limits.Links)
            .Select(l => (Rel: l.Text("rel") ?? "", Address: l.Link("href")))
            .Where(l => l.Address is not null && l.Rel.StartsWith(Schema + "2.", StringComparison.Ordinal))
            .OrderByDescending(l => l.Rel, StringComparer.Ordinal)
            .Select(l => l.Address)
            .FirstOrDefault();
    }
}
