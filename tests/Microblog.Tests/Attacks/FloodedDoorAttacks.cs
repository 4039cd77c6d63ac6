using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microblog.Federation.Inbox;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microblog.Web;

namespace Microblog.Tests.Attacks;

/// <summary>Too much at our doors: requests by the thousand, connections that say nothing.</summary>
public sealed class FloodedDoorAttacks
{
    private const int Unknown = 10_000;
    private const int Silent = 2_000;

    /// <summary>Security catalogue §7-35</summary>
    [Theory, EachDatabase]
    public async Task Deletions_by_ten_thousand_unknown_actors_make_us_ask_nothing(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var unknown = strangers.Meet("evil.test");

        var answers = await FloodAsync(Unknown, async i =>
        {
            var delete = unknown.Activity("Delete", $"/deletes/{i}", unknown.At($"/users/{i}").AbsoluteUri);
            delete["actor"] = unknown.At($"/users/{i}").AbsoluteUri;
            return await Stranger.SendForgedAsync(scene.Server, delete, unknown.At($"/users/{i}#main-key"));
        });

        Assert.Equal([HttpStatusCode.Accepted], answers);
        Assert.Empty(strangers.Asked);
        await scene.NothingHappenedAsync();
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-35</summary>
    [Theory, EachDatabase]
    public async Task Ten_thousand_unknown_keys_and_dead_ones_make_us_ask_nearly_nothing(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var unknown = strangers.Meet("evil.test");
        var create = unknown.Create("/notes/1", "<p>x</p>");
        var since = Stopwatch.StartNew();

        var answers = await FloodAsync(Unknown, i => Stranger.SendForgedAsync(scene.Server, create, unknown.At($"/keys/{i}")));

        Assert.Equal([HttpStatusCode.Unauthorized], answers);

        // Five keys a second of one host; each is asked for twice at most, as there are two ways to sign.
        Assert.InRange(strangers.Asked.Count, 1, 10 * ((int)since.Elapsed.TotalSeconds + 2));
        var asked = strangers.Asked.Count;
        answers = await FloodAsync(20, _ => Stranger.SendForgedAsync(scene.Server, create, unknown.At("/keys/dead")));
        Assert.Equal([HttpStatusCode.Unauthorized], answers);
        Assert.InRange(strangers.Asked.Count - asked, 0, 4);
        await scene.NothingHappenedAsync();
    }

    /// <summary>Security catalogue §7-36</summary>
    [Theory, EachDatabase]
    public async Task Connections_that_say_nothing_and_bodies_without_end_keep_nobody_waiting(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var silent = new ConcurrentBag<TcpClient>();
        try
        {
            await Parallel.ForAsync(0, Silent, At(32), async (i, ct) =>
            {
                var client = new TcpClient();
                silent.Add(client);
                await client.ConnectAsync("127.0.0.1", scene.Server.BaseUrl.Port, ct);
                await client.GetStream().WriteAsync("POST /inbox HTTP/1.1\r\nHost: x\r\n"u8.ToArray(), ct);
            });
            using var endless = new HttpRequestMessage(HttpMethod.Post, "/inbox") { Content = new StreamContent(new EndlessStream(100_000_000)) };
            endless.Headers.TransferEncodingChunked = true;
            var refused = await Record.ExceptionAsync(async () =>
            {
                using var answer = await scene.Server.PasserBy.SendAsync(endless, TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
            });
            Assert.True(refused is null or HttpRequestException, refused?.ToString());
            await scene.DeliverAsync(scene.Peer.Create("<p>honest</p>", "/notes/1"));
        }
        finally
        {
            foreach (var client in silent)
                client.Dispose();
        }

        Assert.Equal(["<p>honest</p>"], await scene.Alice.HomeAsync());
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-36: without a token there is no WebSocket to be idle on; how many with one, <see cref="StreamAttacks"/> says.</summary>
    [Theory]
    [InlineData("/")]
    [InlineData("/inbox")]
    [InlineData("/api/v1/streaming")]
    [InlineData("/api/v1/streaming?stream=public")]
    public async Task Nobody_gets_a_WebSocket_to_sit_on_without_a_token(string path)
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Connection", "Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", "websocket");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Version", "13");
        request.Headers.TryAddWithoutValidation("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

        using var answer = await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.NotEqual(HttpStatusCode.SwitchingProtocols, answer.StatusCode);
    }

    /// <summary>Security catalogue §7-39: from one address, unsigned.</summary>
    [Theory, EachDatabase]
    public async Task An_address_that_floods_the_inbox_is_told_to_wait_and_others_are_heard(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database, o => o.Settings["RateLimits:Enabled"] = "true");

        var refused = await UntilRefusedAsync(2 * RequestLimits.Deliveries, _ =>
            scene.Peer.SendAsync(scene.Server, [(byte)'{'], change: r => r.Headers.TryAddWithoutValidation("X-Forwarded-For", "192.0.2.1")));

        Assert.True(refused.Headers.Contains("Retry-After"));
        refused.Dispose();
        var honest = scene.Peer.Create("<p>honest</p>", "/notes/1");
        await scene.Peer.SendAsync(scene.Server, Encoding.UTF8.GetBytes(honest.ToJsonString()), change: r => r.Headers.TryAddWithoutValidation("X-Forwarded-For", "192.0.2.2"))
            .AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Server.StaysWellAsync();
        Assert.Equal(["<p>honest</p>"], await scene.Alice.HomeAsync());
    }

    /// <summary>Security catalogue §7-39: signed by one server, from ever new addresses; another server is heard at once, also from an address of those.</summary>
    [Theory, EachDatabase]
    public async Task A_server_that_floods_the_inbox_is_told_to_wait_whatever_its_addresses_and_another_is_heard(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, o =>
        {
            o.Settings["RateLimits:Enabled"] = "true";
            Strangers.AreKnownTo(o);
        });
        var mallory = strangers.Meet("evil.test");
        var flood = mallory.Signed(scene.Server, mallory.Create("/notes/0", "<p>flood</p>"));

        var refused = await UntilRefusedAsync(3 * HostShares.Burst, i => flood.SendAsync(scene.Server, $"198.51.{i / 250 % 250}.{i % 250}"));

        Assert.True(refused.Headers.Contains("Retry-After"));
        refused.Dispose();
        var neighbour = strangers.Meet("honest.test", "ann");
        var since = Stopwatch.StartNew();
        var greeting = neighbour.Signed(scene.Server, neighbour.Create("/notes/1", "<p>hello</p>"));
        using (var heard = await greeting.SendAsync(scene.Server, "198.51.0.1"))
            Assert.Equal(HttpStatusCode.Accepted, heard.StatusCode);
        await scene.Peer.SendAsync(scene.Server, scene.Peer.Create("<p>honest</p>", "/notes/1")).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Alice.SeesAtHomeAsync("honest");
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        await scene.Server.StaysWellAsync();
    }

    private static ParallelOptions At(int once) =>
        new() { MaxDegreeOfParallelism = once, CancellationToken = TestContext.Current.CancellationToken };

    /// <summary>Sends so many, some at a time.</summary>
    /// <returns>The answers that came, each once.</returns>
    private static async Task<IEnumerable<HttpStatusCode>> FloodAsync(int many, Func<int, Task<HttpResponseMessage>> send)
    {
        var answers = new ConcurrentDictionary<HttpStatusCode, bool>();
        await Parallel.ForAsync(0, many, At(16), async (i, _) =>
        {
            using var answer = await send(i);
            answers.TryAdd(answer.StatusCode, true);
        });
        return answers.Keys;
    }

    /// <summary>Sends until it is told to wait.</summary>
    private static async Task<HttpResponseMessage> UntilRefusedAsync(int most, Func<int, Task<HttpResponseMessage>> send)
    {
        var refusals = new ConcurrentQueue<HttpResponseMessage>();
        await Parallel.ForAsync(0, most, At(8), async (i, _) =>
        {
            if (!refusals.IsEmpty)
                return;
            var answer = await send(i);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                refusals.Enqueue(answer);
            else
                answer.Dispose();
        });
        Assert.True(refusals.TryDequeue(out var refused));
        return refused;
    }

    private sealed class EndlessStream(long length) : Stream
    {
        private long read;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var now = (int)Math.Min(count, length - read);
            read += now;
            return now;
        }

        public override void Flush() => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
