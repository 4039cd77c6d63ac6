using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Microblog.Tests.Support;

/// <summary>A peer that speaks raw bytes, so that it can say anything. Listens on loopback.</summary>
public sealed class EvilPeer : IAsyncDisposable
{
    private const byte TlsHandshake = 22;

    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly Func<string, Stream, CancellationToken, Task> answer;
    private readonly Task accepting;

    /// <summary>Starts listening.</summary>
    /// <param name="answer">Is told the head of a request, and writes the answer to the stream; then the connection ends.</param>
    public EvilPeer(Func<string, Stream, CancellationToken, Task> answer, string address = "127.0.0.1")
    {
        this.answer = answer;
        listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        accepting = AcceptAsync();
    }

    public EvilPeer(Func<string, string> answer)
        : this((head, stream, ct) => stream.WriteAsync(Encoding.UTF8.GetBytes(answer(head)), ct).AsTask())
    {
    }

    /// <summary>The head of every request that arrived, in order.</summary>
    public ConcurrentQueue<string> Heads { get; } = new();

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public Uri At(string path) => new($"http://{listener.LocalEndpoint}{path}");

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Stop();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
                serving.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = await ReadHeadAsync(stream);
                Heads.Enqueue(head);
                await answer(head, stream, stop.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The other side has had enough, or the test is over.
            }
        }
    }

    private async Task<string> ReadHeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)
            && await stream.ReadAsync(one, stop.Token) > 0)
        {
            // Somebody tries https first, and would wait for an answer to it: as other servers do, we hang up (RFC 8446 §5.1).
            if (head.Length == 0 && one[0] == TlsHandshake)
                throw new IOException("TLS is not spoken here.");
            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
