using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Microblog.ClientApi.Streaming;

/// <summary>Something that is sent into a stream: written once, whoever many listen.</summary>
/// <param name="stream">Where it is sent.</param>
/// <param name="name">Such as <c>update</c>.</param>
/// <param name="payload">JSON or an id; null for none.</param>
/// <remarks>Source: Mastodon API documentation, streaming: events.</remarks>
internal sealed class StreamEvent(StreamName stream, string name, string? payload)
{
    private static readonly byte[] Beat = ":thump\n"u8.ToArray();

    private byte[]? serverSent;
    private byte[]? framed;

    private StreamEvent(byte[] serverSent)
        : this(new(StreamKind.User), "", null) => this.serverSent = serverSent;

    /// <summary>Says nothing, and keeps the connection from being taken for dead.</summary>
    public static StreamEvent Heartbeat { get; } = new(Beat);

    /// <summary>Says on a web socket why a wish is not fulfilled.</summary>
    /// <remarks>COMPAT(Mastodon): the shape is its streaming server's.</remarks>
    public static StreamEvent Refusing(string error, int status) => new([])
    {
        framed = JsonSerializer.SerializeToUtf8Bytes(new { error, status }, JsonSerializerOptions.Web),
    };

    public bool IsHeartbeat => ReferenceEquals(this, Heartbeat);

    /// <summary>As HTML §9.2.6 (server-sent events) has it. JSON holds no line breaks.</summary>
    public ReadOnlyMemory<byte> ServerSent => serverSent ??= Encoding.UTF8.GetBytes($"event: {name}\ndata: {payload ?? "undefined"}\n\n");

    /// <summary>As a message of a web socket.</summary>
    public ReadOnlyMemory<byte> Framed => framed ??= Frame();

    private byte[] Frame()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteStartArray("stream");
        foreach (var word in stream.Words)
            json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteString("event", name);
        if (payload is not null)
            json.WriteString("payload", payload);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }
}
