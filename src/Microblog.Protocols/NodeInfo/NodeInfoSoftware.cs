using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.NodeInfo;

/// <summary>Which program another server says it runs. For display and statistics; never for trust.</summary>
public sealed record NodeInfoSoftware(string Name, string Version)
{
    /// <summary>Reads a NodeInfo document of whatever version.</summary>
    /// <returns>Null if the document does not say.</returns>
    /// <exception cref="MalformedActivityException">It is no JSON object.</exception>
    public static NodeInfoSoftware? Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonInput.ReadObject(json);
        return document.RootElement.Only("software") is { IsObject: true } software
            && software.Text("name", Limits.NameBytes) is { } name
                ? new NodeInfoSoftware(name, software.Text("version", Limits.NameBytes) ?? "")
                : null;
    }
}
