using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi.Streaming;

/// <summary>Listens to a stream as a client app does.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly Channel<Heard> heard = Channel.CreateUnbounded<Heard>();
    private readonly CancellationTokenSource end = new();
    private HttpResponseMessage? answer;
    private ClientWebSocket? socket;
    private Task reading = Task.CompletedTask;

    /// <summary>Done when the server ended it.</summary>
    public Task Reading => reading;

    /// <summary>By server-sent events.</summary>
    public static async Task<Listener> EventsAsync(Person person, string path)
    {
        var listener = new Listener();
        listener.answer = await person.Client.GetAsync($"/api/v1/streaming/{path}", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, listener.answer.StatusCode);
        Assert.Equal("text/event-stream", listener.answer.Content.Headers.ContentType!.MediaType);
        var reader = new StreamReader(await listener.answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal(":thump", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        listener.reading = listener.ReadEventsAsync(reader);
        return listener;
    }

    /// <summary>By a web socket; the token stands in the address, or else is its protocol.</summary>
    public static async Task<Listener> SocketAsync(TestServer server, Person person, string query, bool tokenInAddress = true)
    {
        var listener = new Listener { socket = new ClientWebSocket() };
        listener.socket.Options.Proxy = null;
        if (!tokenInAddress)
            listener.socket.Options.AddSubProtocol(person.Token);
        var token = tokenInAddress ? $"&access_token={person.Token}" : "";
        var address = new Uri($"ws{server.BaseUrl.AbsoluteUri["http".Length..]}api/v1/streaming?{query}{token}");
        await listener.socket.ConnectAsync(address, TestContext.Current.CancellationToken);
        listener.reading = listener.ReadSocketAsync();
        return listener;
    }

    public Task SayAsync(object wish) => socket!.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(wish), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    /// <summary>The next event.</summary>
    public async Task<Heard> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        return await heard.Reader.ReadAsync(patience.Token);
    }

    /// <summary>Fails if anything waits that was not asked for.</summary>
    public void HeardNothingElse() => Assert.False(heard.Reader.TryRead(out var item), $"{item}");

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        answer?.Dispose();
        socket?.Dispose();
        await reading;
        end.Dispose();
    }

    private async Task ReadEventsAsync(StreamReader reader)
    {
        try
        {
            var name = "";
            while (await reader.ReadLineAsync(end.Token) is { } line)
            {
                if (line.StartsWith("event: ", StringComparison.Ordinal))
                    name = line["event: ".Length..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                    heard.Writer.TryWrite(new(name, line["data: ".Length..], null));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or HttpRequestException)
        {
            // It is over.
        }
    }

    private async Task ReadSocketAsync()
    {
        var buffer = new byte[256 * 1024];
        var length = 0;
        try
        {
            while (true)
            {
                var part = await socket!.ReceiveAsync(buffer.AsMemory(length), end.Token);
                if (part.MessageType == WebSocketMessageType.Close)
                    return;
                length += part.Count;
                if (!part.EndOfMessage)
                    continue;
                using var json = JsonDocument.Parse(Encoding.UTF8.GetString(buffer, 0, length));
                length = 0;
                heard.Writer.TryWrite(Of(json.RootElement));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // It is over.
        }
    }

    private static Heard Of(JsonElement said) => said.TryGetProperty("event", out var name)
        ? new(
            name.GetString()!,
            said.TryGetProperty("payload", out var payload) ? payload.GetString() : null,
            string.Join(' ', said.GetProperty("stream").EnumerateArray().Select(s => s.GetString())))
        : new("error", said.Text("error"), null);
}

/// <summary>What was heard.</summary>
/// <param name="Stream">Only on web sockets.</param>
internal sealed record Heard(string Name, string? Payload, string? Stream)
{
    public JsonElement Entity => JsonDocument.Parse(Payload!).RootElement;

    /// <summary>Event and the id of what it is about.</summary>
    public string Brief => $"{Name} {(Payload is ['{', ..] ? Entity.Text("id") : Payload)}";
}
