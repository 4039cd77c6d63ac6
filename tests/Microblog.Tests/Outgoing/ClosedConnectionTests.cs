using System.Net;
using System.Net.Sockets;
using System.Text;
using Microblog.Outgoing;
using Microblog.Tests.Support;

namespace Microblog.Tests.Outgoing;

/// <summary>A connection that the peer closes while we send into it (RFC 9112 §9.3.1).</summary>
public sealed class ClosedConnectionTests
{
    private const string Fine = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    [Theory]
    [InlineData("GET", true)]
    [InlineData("GET", false)]
    [InlineData("POST", true)]
    [InlineData("POST", false)]
    public async Task What_was_sent_into_a_connection_that_just_closed_is_sent_again(string method, bool resets)
    {
        await using var peer = new EvilPeer(async (_, stream, ct) =>
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(Fine), ct);
            await HangUpOnTheNextAsync(stream, resets, ct);
        });
        using var client = Clients.Allowing(["127.0.0.0/8"]);

        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(Request(method, peer.At("/")), TestContext.Current.CancellationToken)).Status);
        Assert.Equal(3, peer.Heads.Count);
    }

    [Fact]
    public async Task Who_only_hangs_up_is_asked_twice_and_no_more()
    {
        await using var peer = new EvilPeer((_, _, _) => Task.CompletedTask);
        using var client = Clients.Allowing(["127.0.0.0/8"]);

        Assert.Equal(PeerFailure.BadAnswer, (await client.FailsAsync(Request("POST", peer.At("/")))).Failure);
        Assert.Equal(2, peer.Heads.Count);
    }

    private static PeerRequest Request(string method, Uri target) =>
        method == "GET" ? PeerRequest.Get(target, "*/*") : PeerRequest.Post(target, "{}"u8.ToArray(), "application/json", _ => { });

    /// <summary>Reads the start of another request, so that it is on its way for certain, and closes without a word.</summary>
    private static async Task HangUpOnTheNextAsync(Stream stream, bool resets, CancellationToken ct)
    {
        _ = await stream.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false, ct);
        if (resets)
            ((NetworkStream)stream).Socket.LingerState = new LingerOption(enable: true, seconds: 0);
    }
}
