using System.Net.WebSockets;
using System.Text.Json;

namespace Microblog.ClientApi.Streaming;

/// <summary>Speaks with an app over a web socket: it says what it wants to hear, and hears it.</summary>
/// <remarks>Source: Mastodon API documentation, "Establishing a WebSocket connection".</remarks>
internal sealed class StreamSocket(WebSocket socket, StreamConnection connection, StreamHub hub)
{
    /// <summary>Longest message of an app, in bytes.</summary>
    private const int LongestMessage = 4096;

    private static readonly TimeSpan ClosesWithin = TimeSpan.FromSeconds(2);

    /// <summary>Returns when the app leaves, may listen no more, or the server stops.</summary>
    public async Task RunAsync(CancellationToken serverStops, CancellationToken requestEnds)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(serverStops, requestEnds, connection.Ended);
        var sending = SendAsync(end.Token);
        var receiving = ReceiveAsync(end.Token);
        await Task.WhenAny(sending, receiving);
        await end.CancelAsync();
        await Task.WhenAll(sending, receiving);
        await CloseAsync();
    }

    private async Task SendAsync(CancellationToken ct)
    {
        try
        {
            await foreach (var item in connection.Events.ReadAllAsync(ct))
            {
                // The socket pings by itself.
                if (!item.IsHeartbeat)
                    await SendAsync(item.Framed, ct);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // It is over.
        }
    }

    private async Task ReceiveAsync(CancellationToken ct)
    {
        var buffer = new byte[LongestMessage];
        try
        {
            while (await ReadAsync(buffer, ct) is { } length)
            {
                if (Wish.Parse(buffer.AsSpan(0, length)) is { } wish)
                    Follow(wish);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // It is over.
        }
    }

    private async Task<int?> ReadAsync(byte[] buffer, CancellationToken ct)
    {
        var length = 0;
        while (length < buffer.Length)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), ct);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            length += part.Count;
            if (part.EndOfMessage)
                return length;
        }

        return null;
    }

    private void Follow(Wish wish)
    {
        if (StreamName.Parse(wish.Stream, wish.Tag, wish.List) is not { } stream)
            Refuse("Unknown stream type", StatusCodes.Status400BadRequest);
        else if (wish.IsEnd)
            hub.Unsubscribe(connection, stream);
        else if (!connection.Allows(stream.Scope))
            Refuse("Access token does not have the required scopes", StatusCodes.Status401Unauthorized);
        else if (!hub.Subscribe(connection, stream))
            Refuse("Too many streams on one connection", StatusCodes.Status429TooManyRequests);
    }

    private void Refuse(string error, int status) => connection.Send(StreamEvent.Refusing(error, status));

    private ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken ct) =>
        socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, ct);

    private async Task CloseAsync()
    {
        if (socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var patience = new CancellationTokenSource(ClosesWithin);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            socket.Abort();
        }
    }

    /// <summary>What an app wants to hear, or hear no more.</summary>
    private sealed record Wish(string? Stream, string? Tag, string? List, bool IsEnd)
    {
        public static Wish? Parse(ReadOnlySpan<byte> message)
        {
            try
            {
                var reader = new Utf8JsonReader(message);
                using var json = JsonDocument.ParseValue(ref reader);
                var said = json.RootElement;
                return said.ValueKind == JsonValueKind.Object && Text(said, "type") is "subscribe" or "unsubscribe"
                    ? new(Text(said, "stream"), Text(said, "tag"), Text(said, "list"), Text(said, "type") == "unsubscribe")
                    : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }

        private static string? Text(JsonElement said, string name) => !said.TryGetProperty(name, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }
}
