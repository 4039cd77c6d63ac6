using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Microblog.Benchmarks.Streams;

/// <summary>One stream of server-sent events, by a socket of its own: cheap enough for thousands.</summary>
internal sealed class StreamReader : IDisposable
{
    private static readonly byte[] Sign = "event: update\n"u8.ToArray();

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private TaskCompletionSource<long> arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StreamReader()
    {
    }

    /// <summary>Connects and asks for a stream.</summary>
    /// <param name="reads">Or leaves everything that is sent where it is.</param>
    public static async Task<StreamReader> OpenAsync(Uri server, string token, string stream, bool reads)
    {
        var reader = new StreamReader();
        await reader.socket.ConnectAsync(server.Host, server.Port);
        var request = $"GET /api/v1/streaming/{stream} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {token}\r\n\r\n";
        await reader.socket.SendAsync(Encoding.ASCII.GetBytes(request));
        var buffer = new byte[4096];
        var length = await reader.socket.ReceiveAsync(buffer);
        if (!Encoding.ASCII.GetString(buffer, 0, length).StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
            throw new InvalidOperationException(Encoding.ASCII.GetString(buffer, 0, length));
        if (reads)
            _ = reader.ReadAsync();
        return reader;
    }

    /// <summary>From now on the next notice is waited for.</summary>
    public void Expect() => arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When it came, as a time stamp; null for not in time.</summary>
    public async Task<long?> ArrivedAsync(TimeSpan patience)
    {
        try
        {
            return await arrival.Task.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public void Dispose() => socket.Dispose();

    private async Task ReadAsync()
    {
        var buffer = new byte[16 * 1024];
        var kept = 0;
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(kept)) is > 0 and var length)
            {
                var now = Stopwatch.GetTimestamp();
                var read = buffer.AsMemory(0, kept + length);
                if (read.Span.IndexOf(Sign) >= 0)
                    arrival.TrySetResult(now);

                // The sign may be cut in two.
                kept = read.Span.IndexOf(Sign) >= 0 ? 0 : Math.Min(Sign.Length - 1, read.Length);
                read[^kept..].CopyTo(buffer);
            }
        }
        catch (SocketException)
        {
        }
        catch (ObjectDisposedException)
        {
        }
    }
}
