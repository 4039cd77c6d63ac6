using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>
/// JSON of ours: UTF-8, properties in the order of writing, no white space, so equal things are equal bytes.
/// </summary>
internal static class JsonOutput
{
    // The relaxed encoder leaves < and é alone. It is safe where the answer has its own media type and is never put
    // in HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Object(Action<Utf8JsonWriter> writeProperties)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            writeProperties(json);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    extension(Utf8JsonWriter json)
    {
        public void WriteStringIfAny(string property, string? value)
        {
            if (value is not null)
                json.WriteString(property, value);
        }

        public void WriteId(string property, Uri? id) => json.WriteStringIfAny(property, id?.AbsoluteUri);

        public void WriteIds(string property, IEnumerable<Uri> ids)
        {
            json.WriteStartArray(property);
            foreach (var id in ids)
                json.WriteStringValue(id.AbsoluteUri);
            json.WriteEndArray();
        }

        public void WriteTime(string property, DateTimeOffset? time) =>
            json.WriteStringIfAny(property, time is { } t ? Timestamps.Format(t) : null);
    }
}
