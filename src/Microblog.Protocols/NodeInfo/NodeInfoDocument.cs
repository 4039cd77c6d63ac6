using System.Text.Json;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.NodeInfo;

/// <summary>What this server says about itself.</summary>
/// <remarks>Source: NodeInfo 2.0 and 2.1 (nodeinfo.diaspora.software).</remarks>
public sealed record NodeInfoDocument(string SoftwareName, string SoftwareVersion)
{
    /// <summary>Only 2.1 has a place for it.</summary>
    public Uri? Repository { get; init; }

    /// <summary>Only 2.1 has a place for it.</summary>
    public Uri? Homepage { get; init; }

    public IReadOnlyList<string> Protocols { get; init; } = ["activitypub"];
    public bool OpenRegistrations { get; init; }
    public long Users { get; init; }
    public long UsersActiveInMonth { get; init; }
    public long UsersActiveInHalfYear { get; init; }
    public long LocalPosts { get; init; }
    public string? NodeName { get; init; }
    public string? NodeDescription { get; init; }

    /// <summary>The software whose client API it speaks; null for none.</summary>
    public string? ClientApi { get; init; }

    public byte[] Write20() => Write("2.0");

    public byte[] Write21() => Write("2.1");

    private byte[] Write(string version) => JsonOutput.Object(json =>
    {
        json.WriteString("version", version);
        WriteSoftware(json, withLinks: version is "2.1");
        WriteList(json, "protocols", Protocols);
        json.WriteStartObject("services");
        WriteList(json, "inbound", []);
        WriteList(json, "outbound", []);
        json.WriteEndObject();
        json.WriteBoolean("openRegistrations", OpenRegistrations);
        WriteUsage(json);
        json.WriteStartObject("metadata");
        json.WriteStringIfAny("nodeName", NodeName);
        json.WriteStringIfAny("nodeDescription", NodeDescription);
        if (ClientApi is { } api)
        {
            // COMPAT(megalodon): it knows software whose name it has not heard of, and what client API it speaks, by this alone.
            json.WriteStartObject("upstream");
            json.WriteString("name", api);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    });

    private void WriteSoftware(Utf8JsonWriter json, bool withLinks)
    {
        json.WriteStartObject("software");
        json.WriteString("name", SoftwareName);
        json.WriteString("version", SoftwareVersion);
        if (withLinks)
        {
            json.WriteStringIfAny("repository", Repository?.AbsoluteUri);
            json.WriteStringIfAny("homepage", Homepage?.AbsoluteUri);
        }
        json.WriteEndObject();
    }

    private void WriteUsage(Utf8JsonWriter json)
    {
        json.WriteStartObject("usage");
        json.WriteStartObject("users");
        json.WriteNumber("total", Users);
        json.WriteNumber("activeMonth", UsersActiveInMonth);
        json.WriteNumber("activeHalfyear", UsersActiveInHalfYear);
        json.WriteEndObject();
        json.WriteNumber("localPosts", LocalPosts);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string property, IReadOnlyList<string> values)
    {
        json.WriteStartArray(property);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
