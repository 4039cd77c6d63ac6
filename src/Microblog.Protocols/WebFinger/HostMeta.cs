using System.Text;
using System.Xml;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.WebFinger;

/// <summary>Says where WebFinger is to be asked.</summary>
/// <remarks>Source: RFC 6415.</remarks>
public static class HostMeta
{
    private const string XrdNamespace = "http://docs.oasis-open.org/ns/xri/xrd-1.0";

    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false) };

    public static byte[] WriteXrd(Uri baseUrl)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, Settings))
        {
            xml.WriteStartElement("XRD", XrdNamespace);
            xml.WriteStartElement("Link", XrdNamespace);
            xml.WriteAttributeString("rel", "lrdd");
            xml.WriteAttributeString("template", Template(baseUrl));
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        return stream.ToArray();
    }

    public static byte[] WriteJson(Uri baseUrl) => JsonOutput.Object(json =>
    {
        json.WriteStartArray("links");
        json.WriteStartObject();
        json.WriteString("rel", "lrdd");
        json.WriteString("template", Template(baseUrl));
        json.WriteEndObject();
        json.WriteEndArray();
    });

    private static string Template(Uri baseUrl) =>
        new Uri(baseUrl, "/.well-known/webfinger").AbsoluteUri + "?resource={uri}";
}
