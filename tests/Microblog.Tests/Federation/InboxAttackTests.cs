using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>What must not get past the inbox: identity, signatures and size. Each attack changes nothing.</summary>
public sealed class InboxAttackTests
{
    [Theory]
    [EachDatabase]
    public async Task What_a_followed_stranger_says_arrives_once_however_often_it_is_sent(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var create = scene.Peer.Create("<p>Hello <script>alert(1)</script></p>", "/notes/1");

        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Accepted, (await scene.Peer.SendAsync(scene.Server, create)).StatusCode);
        await scene.Server.WaitUntilIdleAsync();

        var home = Assert.Single(await scene.Alice.HomeAsync());
        Assert.Contains("Hello", home, StringComparison.Ordinal);
        Assert.DoesNotContain("script", home, StringComparison.Ordinal);
    }

    [Theory]
    [EachDatabase]
    public async Task A_request_that_is_not_signed_as_it_should_be_is_refused(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var body = Encoding.UTF8.GetBytes(scene.Peer.Create("<p>forged</p>", "/notes/1").ToJsonString());
        var now = TimeProvider.System.GetUtcNow();
        (string Name, Func<Task<HttpResponseMessage>> Send)[] attacks =
        [
            ("unsigned", () => scene.Peer.SendAsync(scene.Server, body, change: r => r.Headers.Remove("Signature"))),
            ("wrong digest", () => scene.Peer.SendAsync(scene.Server, body, change: r =>
            {
                r.Headers.Remove("Digest");
                r.Headers.TryAddWithoutValidation("Digest", CavageSigner.DigestOf("other"u8));
            })),
            ("other body", () => scene.Peer.SendAsync(scene.Server, body, change: r =>
                r.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("forged", "F0rged", StringComparison.Ordinal))))),
            ("13 hours old", () => scene.Peer.SendAsync(scene.Server, body, now.AddHours(-13))),
            ("2 hours ahead", () => scene.Peer.SendAsync(scene.Server, body, now.AddHours(2))),
            ("other path", () => scene.Peer.SendAsync(scene.Server, body, change: r =>
                r.RequestUri = new Uri(scene.Server.BaseUrl, $"/users/{scene.Alice.ActorId}/inbox"))),
            ("other host", () => scene.Peer.SendAsync(scene.Server, body, change: r => r.Headers.Host = "elsewhere.example")),
            ("two signatures", () => scene.Peer.SendAsync(scene.Server, body, change: r =>
                r.Headers.TryAddWithoutValidation("Signature", r.Headers.GetValues("Signature").First()))),
            ("no date", () => scene.Peer.SendAsync(scene.Server, body, change: r => r.Headers.Remove("Date"))),
        ];

        foreach (var (name, send) in attacks)
        {
            using var answer = await send();
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{name}: {answer.StatusCode}");
        }

        await scene.NothingHappenedAsync();
    }

    [Theory]
    [EachDatabase]
    public async Task Another_actors_key_proves_nothing(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var mallory = await Peer.StartAsync("127.0.0.2");
        var forged = mallory.Create("<p>forged</p>", "/notes/1");
        forged["actor"] = scene.Peer.ActorId.AbsoluteUri;
        forged["id"] = new Uri(scene.Peer.BaseUrl, "/forged").AbsoluteUri;
        forged["object"]!["attributedTo"] = scene.Peer.ActorId.AbsoluteUri;
        forged["object"]!["id"] = new Uri(scene.Peer.BaseUrl, "/notes/forged").AbsoluteUri;

        using var answer = await mallory.SendAsync(scene.Server, forged);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await scene.NothingHappenedAsync();
    }

    [Theory]
    [EachDatabase]
    public async Task Nobody_speaks_for_another_server(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var foreign = new Uri("https://victim.example/notes/1").AbsoluteUri;
        JsonObject[] attacks =
        [
            Changed(scene.Peer.Create("x", "/notes/1"), c => c["id"] = foreign),
            Changed(scene.Peer.Create("x", "/notes/1"), c => c["object"]!["id"] = foreign),
            Changed(scene.Peer.Create("x", "/notes/1"), c => c["object"]!["attributedTo"] = "https://victim.example/alice"),
            Changed(scene.Peer.Create("x", "/notes/1"), c => c["object"]!["attributedTo"] = new JsonArray("https://victim.example/alice")),
            scene.Peer.Activity("Delete", "/deletes/1", JsonValue.Create(foreign)),
        ];

        foreach (var attack in attacks)
        {
            using var answer = await scene.Peer.SendAsync(scene.Server, attack);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{attack["type"]}: {answer.StatusCode}");
        }

        await scene.NothingHappenedAsync();
    }

    [Theory]
    [EachDatabase]
    public async Task Too_much_and_too_deep_is_refused_and_the_server_stays_well(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var large = Encoding.UTF8.GetBytes(scene.Peer.Create(new string('x', Limits.DocumentBytes), "/notes/1").ToJsonString());
        var deep = Encoding.UTF8.GetBytes(
            scene.Peer.Create("x", "/notes/2").ToJsonString().Replace("\"x\"", new string('[', 10_000) + new string(']', 10_000), StringComparison.Ordinal));

        using var tooLarge = await scene.Peer.SendAsync(scene.Server, large);
        using var chunked = await scene.Peer.SendAsync(scene.Server, large, change: r => r.Headers.TransferEncodingChunked = true);
        using var tooDeep = await scene.Peer.SendAsync(scene.Server, deep);
        using var nonsense = await scene.Peer.SendAsync(scene.Server, [0xff, 0xfe, (byte)'{']);
        using var well = await scene.Server.PasserBy.GetAsync("/.well-known/host-meta", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, chunked.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, tooDeep.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
        Assert.Equal(HttpStatusCode.OK, well.StatusCode);
        await scene.NothingHappenedAsync();
    }

    [Theory]
    [EachDatabase]
    public async Task Nobody_uses_up_another_actors_activity_ids(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var mallory = await Peer.StartAsync("127.0.0.2");
        var create = scene.Peer.Create("<p>genuine</p>", "/notes/1");
        var squat = mallory.Create("<p>squatter</p>", "/notes/1");
        squat["id"] = (string)create["id"]!;

        using var refused = await mallory.SendAsync(scene.Server, squat);
        using var genuine = await scene.Peer.SendAsync(scene.Server, create);
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(["<p>genuine</p>"], await scene.Alice.HomeAsync());
    }

    [Theory]
    [EachDatabase]
    public async Task An_answer_nobody_asked_for_makes_no_follow(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await using var mallory = await Peer.StartAsync("127.0.0.2");
        var before = await scene.Server.AskAsync(db => db.Follows.Select(f => new { f.FollowedId, f.IsAccepted }).ToListAsync());
        var follow = new JsonObject
        {
            ["id"] = new Uri(scene.Server.BaseUrl, "/follows/123").AbsoluteUri,
            ["type"] = "Follow",
            ["actor"] = scene.Alice.Actor.Uri.AbsoluteUri,
            ["object"] = mallory.ActorId.AbsoluteUri,
        };

        await mallory.SendAsync(scene.Server, mallory.Activity("Accept", "/accepts/1", follow.DeepClone()));
        await mallory.SendAsync(scene.Server, mallory.Activity("Reject", "/rejects/1", JsonValue.Create(
            await scene.Server.AskAsync(async db => (await db.Follows.Select(f => f.Uri).SingleAsync()).AbsoluteUri))));
        await scene.Server.WaitUntilIdleAsync();

        Assert.Equal(before, await scene.Server.AskAsync(db => db.Follows.Select(f => new { f.FollowedId, f.IsAccepted }).ToListAsync()));
    }

    [Theory]
    [EachDatabase]
    public async Task A_changed_key_is_fetched_again_once_and_a_wrong_one_does_not_make_us_fetch_for_ever(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var genuine = scene.Peer.Key;
        var before = scene.Peer.Fetches;
        scene.Peer.Key = SigningKey.FromPem(RsaKeys.Generate().PrivatePem);

        using var rotated = await scene.Peer.SendAsync(scene.Server, scene.Peer.Create("<p>new key</p>", "/notes/1"));
        scene.Peer.Key = genuine;
        for (var i = 2; i < 12; i++)
        {
            using var wrong = await scene.Peer.SendAsync(scene.Server, scene.Peer.Create("<p>old key</p>", $"/notes/{i}"));
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        Assert.Equal(HttpStatusCode.Accepted, rotated.StatusCode);
        Assert.InRange(scene.Peer.Fetches - before, 1, 4);
    }

    private static JsonObject Changed(JsonObject activity, Action<JsonObject> change)
    {
        change(activity);
        return activity;
    }
}
