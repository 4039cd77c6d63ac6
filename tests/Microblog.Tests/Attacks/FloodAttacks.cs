using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microblog.Federation.Remote;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>Too much of everything: requests, chains without end, connections that say nothing.</summary>
public sealed class FloodAttacks
{
    /// <summary>Security catalogue §7-34</summary>
    [Theory, EachDatabase]
    public async Task Chains_of_notices_by_ever_new_actors_on_ever_new_servers_end(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        strangers.Otherwise = (host, path) => path.StartsWith("/users/", StringComparison.Ordinal) ? Actor(new Uri($"http://{host}{path}"))
            : path.StartsWith("/notes/", StringComparison.Ordinal) ? Note(strangers, new Uri($"http://{host}{path}"))
            : null;
        var create = scene.Peer.Create("<p>first</p>", "/notes/0");
        create["object"]!["inReplyTo"] = strangers.At("h1.test", "/notes/1").AbsoluteUri;

        await scene.DeliverAsync(create);

        Assert.InRange(strangers.Asked.Count, 2, PeerDocuments.MostFetches);
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-34</summary>
    [Theory, EachDatabase]
    public async Task Pages_of_pinned_notices_and_answers_without_end_are_read_for_a_while(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("evil.test");
        mallory.Document["featured"] = mallory.At("/pages/0").AbsoluteUri;
        strangers.Otherwise = (host, path) => path.StartsWith("/pages/", StringComparison.Ordinal) ? Page(new Uri($"http://{host}{path}"))
            : path.StartsWith("/notes/", StringComparison.Ordinal) ? Note(strangers, new Uri($"http://{host}{path}"), mallory.Id)
            : null;

        await scene.Alice.FollowAsync(mallory.Id.AbsoluteUri);
        await scene.Server.StaysWellAsync();
        var root = mallory.Note("/notes/root", "<p>root</p>");
        root["replies"] = mallory.At("/pages/0").AbsoluteUri;
        strangers.Serve(mallory.At("/notes/root"), root);
        await scene.ShowAsync(mallory.At("/notes/root"));
        var before = strangers.Asked.Count;
        Assert.InRange(before, 1, PeerDocuments.MostFetches + 10);
        var id = await scene.Server.AskAsync(db => db.Notices.Where(n => n.Uri == mallory.At("/notes/root")).Select(n => n.Id).SingleAsync());
        await using (var scope = scene.Server.NewScope())
            await scope.Get<Microblog.Notices.OpenConversation>().RunAsync(id, TestContext.Current.CancellationToken);
        await scene.Server.StaysWellAsync();

        Assert.InRange(strangers.Asked.Count - before, 2, PeerDocuments.MostFetches);
    }

    /// <summary>Security catalogue §7-35</summary>
    [Theory, EachDatabase]
    public async Task Keys_and_deletions_of_unknown_actors_make_us_ask_nearly_nothing(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var unknown = strangers.Meet("evil.test");
        for (var i = 0; i < 300; i++)
        {
            var delete = unknown.Activity("Delete", $"/deletes/{i}", unknown.Id.AbsoluteUri);
            await unknown.SendAsync(scene.Server, delete).AnswersWithAsync(HttpStatusCode.Accepted);
        }

        Assert.Empty(strangers.Asked);
        var since = Stopwatch.StartNew();
        for (var i = 0; i < 300; i++)
        {
            unknown.KeyId = unknown.At($"/keys/{i}");
            await unknown.SendAsync(scene.Server, unknown.Create("/notes/1", "<p>x</p>")).AnswersWithAsync(HttpStatusCode.Unauthorized);
        }

        // Five keys a second of one host; each is asked for twice at most, as there are two ways to sign.
        Assert.InRange(strangers.Asked.Count, 1, 10 * ((int)since.Elapsed.TotalSeconds + 2));
        unknown.KeyId = unknown.At("/keys/dead");
        var asked = strangers.Asked.Count;
        for (var i = 0; i < 20; i++)
            await unknown.SendAsync(scene.Server, unknown.Create("/notes/1", "<p>x</p>")).AnswersWithAsync(HttpStatusCode.Unauthorized);
        Assert.InRange(strangers.Asked.Count - asked, 0, 4);
        await scene.NothingHappenedAsync();
    }

    /// <summary>Security catalogue §7-36</summary>
    [Theory, EachDatabase]
    public async Task Connections_that_say_nothing_and_bodies_without_end_keep_nobody_waiting(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var idle = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 500; i++)
            {
                var client = new TcpClient();
                idle.Add(client);
                await client.ConnectAsync("127.0.0.1", scene.Server.BaseUrl.Port, TestContext.Current.CancellationToken);
                await client.GetStream().WriteAsync("POST /inbox HTTP/1.1\r\nHost: x\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            }

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
            idle.ForEach(c => c.Dispose());
        }

        Assert.Equal(["<p>honest</p>"], await scene.Alice.HomeAsync());
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-39</summary>
    [Theory, EachDatabase]
    public async Task Who_floods_the_inbox_is_told_to_wait_and_others_are_heard(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database, o => o.Settings["RateLimits:Enabled"] = "true");
        var flood = scene.Peer.Create("<p>flood</p>", "/notes/0");
        HttpResponseMessage? refused = null;
        for (var i = 0; i < 2 * RequestLimits.Deliveries && refused is null; i++)
        {
            var answer = await scene.Peer.SendAsync(scene.Server, [(byte)'{'], change: r => r.Headers.TryAddWithoutValidation("X-Forwarded-For", "192.0.2.1"));
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                refused = answer;
            else
                answer.Dispose();
        }

        Assert.NotNull(refused);
        Assert.True(refused.Headers.Contains("Retry-After"));
        refused.Dispose();
        var honest = scene.Peer.Create("<p>honest</p>", "/notes/1");
        await scene.Peer.SendAsync(scene.Server, Encoding.UTF8.GetBytes(honest.ToJsonString()), change: r => r.Headers.TryAddWithoutValidation("X-Forwarded-For", "192.0.2.2"))
            .AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Server.StaysWellAsync();
        Assert.Equal(["<p>honest</p>"], await scene.Alice.HomeAsync());
    }

    private static JsonObject Actor(Uri id) => new()
    {
        ["@context"] = "https://www.w3.org/ns/activitystreams",
        ["id"] = id.AbsoluteUri,
        ["type"] = "Person",
        ["preferredUsername"] = "a" + id.AbsolutePath.Split('/')[^1],
        ["inbox"] = id.AbsoluteUri + "/inbox",
        ["featured"] = id.AbsoluteUri + "/featured",
    };

    // Note n on server n answers note n + 1 on server n + 1.
    private static JsonObject Note(Strangers strangers, Uri id, Uri? author = null)
    {
        var number = int.TryParse(id.AbsolutePath.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : 0;
        return new()
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = id.AbsoluteUri,
            ["type"] = "Note",
            ["attributedTo"] = author?.AbsoluteUri ?? new Uri(id, $"/users/{number}").AbsoluteUri,
            ["content"] = $"<p>{number}</p>",
            ["to"] = new JsonArray("https://www.w3.org/ns/activitystreams#Public"),
            ["inReplyTo"] = strangers.At($"h{number + 1}.test", $"/notes/{number + 1}").AbsoluteUri,
        };
    }

    private static JsonObject Page(Uri id)
    {
        var number = int.Parse(id.AbsolutePath.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        return new()
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = id.AbsoluteUri,
            ["type"] = "OrderedCollectionPage",
            ["orderedItems"] = new JsonArray(new Uri(id, $"/notes/{number}").AbsoluteUri),
            ["next"] = new Uri(id, $"/pages/{number + 1}").AbsoluteUri,
        };
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
