using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microblog.Notices;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Clients;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Push;

public sealed class PushTests
{
    private static readonly string[] Everything =
        ["mention", "status", "reblog", "favourite", "follow", "follow_request", "poll", "update", "quote"];

    [Theory, EachDatabase]
    public async Task A_sleeping_app_is_told_and_only_it_can_read_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var app = await SleepingApp.StartAsync();
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var subscription = await app.SubscribeAsync(alice, isStandard: true, "all", "mention");

        await bob.PostAsync("Did you see this, @alice?");
        await server.WaitUntilIdleAsync();

        var message = Assert.Single(app.Messages);
        Assert.Equal(("/push/abc", "aes128gcm", "application/octet-stream"), (message.Path, message.Coding, message.Headers["Content-Type"]));
        Assert.Equal("172800", message.Headers["TTL"]);
        AssertIsSignedFor(app.Endpoint, message.Headers["Authorization"], subscription.Text("server_key"));
        var told = Assert.Single(app.Read());
        Assert.Equal(("mention", "bob mentioned you"), (told.Text("notification_type"), told.Text("title")));
        Assert.Equal("Did you see this, @alice?", told.Text("body"));
        Assert.Equal((await alice.GetAsync("/api/v1/notifications"))[0].Text("id"), told.Text("notification_id"));
    }

    [Theory, EachDatabase]
    public async Task An_older_app_is_told_in_the_older_way(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var app = await SleepingApp.StartAsync();
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var subscription = await app.SubscribeAsync(alice, isStandard: false, "all", "follow");

        await bob.FollowAsync(alice);
        await server.WaitUntilIdleAsync();

        var message = Assert.Single(app.Messages);
        Assert.Equal("aesgcm", message.Coding);
        Assert.EndsWith($";p256ecdsa={subscription.Text("server_key")}", message.Headers["Crypto-Key"], StringComparison.Ordinal);
        Assert.StartsWith("WebPush ", message.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal("bob follows you now", Assert.Single(app.Read()).Text("title"));
    }

    [NodeClientTheory]
    [InlineData(true, "aes128gcm")]
    [InlineData(false, "aesgcm")]
    public async Task A_program_that_is_not_ours_reads_what_was_pushed(bool isStandard, string coding)
    {
        await using var server = await TestServer.StartAsync();
        await using var app = await SleepingApp.StartAsync();
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await app.SubscribeAsync(alice, isStandard, "all", "mention");
        await bob.PostAsync("Did you see this, @alice?");
        await server.WaitUntilIdleAsync();
        var message = Assert.Single(app.Messages);

        var read = await NodeClient.AskAsync("push.mjs", JsonSerializer.Serialize(new
        {
            body = Base64Url.EncodeToString(message.Body),
            coding = message.Coding,
            key = app.PrivateKey,
            secret = app.Secret,
            salt = message.Salt,
            dh = message.Dh,
        }));

        Assert.Equal(coding, message.Coding);
        using var told = JsonDocument.Parse(read);
        Assert.Equal("Did you see this, @alice?", told.RootElement.Text("body"));
    }

    [Theory, EachDatabase]
    public async Task Only_the_kinds_and_the_people_that_are_wanted_are_told_of(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var app = await SleepingApp.StartAsync();
        var (alice, bob, carol) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
        var notice = await alice.PostAsync("About sources");
        await alice.FollowAsync(bob);
        await server.WaitUntilIdleAsync();
        var subscription = await app.SubscribeAsync(alice, isStandard: true, "followed", "favourite");
        Assert.Equal(Everything.ToDictionary(e => e, e => e == "favourite"), subscription.GetProperty("alerts").Deserialize<Dictionary<string, bool>>());

        await bob.RepeatAsync(notice.Id);
        await carol.LikeAsync(notice.Id);
        await bob.LikeAsync(notice.Id);
        await server.WaitUntilIdleAsync();
        Assert.Equal(["bob likes your notice"], app.Read().Select(m => m.Text("title")));

        var changed = await alice.SendAsync(HttpMethod.Put, "/api/v1/push/subscription", ("data[alerts][reblog]", "true"), ("policy", "none"));
        await bob.UnrepeatAsync(notice.Id);
        await bob.RepeatAsync(notice.Id);
        await server.WaitUntilIdleAsync();
        Assert.Single(app.Messages);
        Assert.Equal((true, false, "none"), (changed.GetProperty("alerts").GetProperty("reblog").GetBoolean(), changed.GetProperty("alerts").GetProperty("favourite").GetBoolean(), changed.Text("policy")));
    }

    [Theory, EachDatabase]
    public async Task What_nobody_may_know_any_more_is_not_pushed(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, options => options.Clock = clock);
        await using var app = await SleepingApp.StartAsync();
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await app.SubscribeAsync(alice, isStandard: true, "all", "mention");
        app.Answers = HttpStatusCode.ServiceUnavailable;
        var notice = await bob.PostAsync("A secret slipped out, @alice");
        await server.WaitUntilAsync(db => db.Jobs.AnyAsync(j => j.Attempts == 1));

        await bob.DeleteAsync(notice);
        app.Answers = HttpStatusCode.Created;
        clock.Advance(TimeSpan.FromMinutes(1));
        await server.WaitUntilIdleAsync();

        Assert.Single(app.Messages);
    }

    /// <summary>Security catalogue §7-44: who may read it is asked when it is pushed.</summary>
    [Theory, EachDatabase]
    public async Task What_is_for_followers_is_not_pushed_to_who_follows_no_longer(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, options => options.Clock = clock);
        await using var app = await SleepingApp.StartAsync();
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/follow", ("notify", "true"));
        await app.SubscribeAsync(alice, isStandard: true, "all", "status");
        app.Answers = HttpStatusCode.ServiceUnavailable;
        await bob.PostAsync("For followers", Visibility.Followers);
        await server.WaitUntilAsync(db => db.Jobs.AnyAsync(j => j.Attempts == 1));
        Assert.Equal(["For followers"], app.Read().Select(m => m.Text("body")));

        await bob.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{alice.ActorId}/remove_from_followers");
        app.Answers = HttpStatusCode.Created;
        clock.Advance(TimeSpan.FromMinutes(1));
        await server.WaitUntilIdleAsync();

        Assert.Single(app.Messages);
    }

    [Theory, EachDatabase]
    public async Task A_service_that_is_busy_is_tried_again_and_one_that_knows_no_such_app_is_not(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, options => options.Clock = clock);
        await using var app = await SleepingApp.StartAsync();
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await app.SubscribeAsync(alice, isStandard: true, "all", "mention");
        app.Answers = HttpStatusCode.TooManyRequests;
        await bob.PostAsync("First, @alice");
        await server.WaitUntilAsync(db => db.Jobs.AnyAsync(j => j.Attempts == 1));
        Assert.Equal(1, await server.AskAsync(db => db.PushSubscriptions.CountAsync()));

        app.Answers = HttpStatusCode.Created;
        clock.Advance(TimeSpan.FromMinutes(1));
        await server.WaitUntilIdleAsync();
        Assert.Equal(2, app.Messages.Count);

        app.Answers = HttpStatusCode.Gone;
        await bob.PostAsync("Second, @alice");
        await server.WaitUntilIdleAsync();
        Assert.Equal(3, app.Messages.Count);
        Assert.Equal(0, await server.AskAsync(db => db.PushSubscriptions.CountAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_subscription_is_one_tokens_own_and_ends_with_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var app = await SleepingApp.StartAsync();
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await app.SubscribeAsync(alice, isStandard: true, "all", Everything);

        using (var foreign = await bob.TryAsync(HttpMethod.Get, "/api/v1/push/subscription"))
            Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        await bob.SendAsync(HttpMethod.Delete, "/api/v1/push/subscription");
        Assert.Equal(app.Endpoint.AbsoluteUri, (await alice.GetAsync("/api/v1/push/subscription")).Text("endpoint"));

        await server.AskAsync(db => db.AccessTokens.Where(t => t.AccountId == alice.AccountId).ExecuteDeleteAsync());
        await bob.PostAsync("Did you see this, @alice?", Visibility.Public);
        await server.WaitUntilIdleAsync();
        Assert.Empty(app.Messages);
    }

    [Theory, EachDatabase]
    public async Task Who_unsubscribes_is_told_nothing_more(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var app = await SleepingApp.StartAsync();
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await app.SubscribeAsync(alice, isStandard: true, "all", Everything);
        await app.SubscribeAsync(alice, isStandard: true, "all", Everything);

        await alice.SendAsync(HttpMethod.Delete, "/api/v1/push/subscription");
        await bob.PostAsync("Did you see this, @alice?");
        await server.WaitUntilIdleAsync();

        Assert.Empty(app.Messages);
        using var answer = await alice.TryAsync(HttpMethod.Get, "/api/v1/push/subscription");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_servers_key_is_one_and_told_to_every_app()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        var instance = (await alice.GetAsync("/api/v2/instance")).GetProperty("configuration").GetProperty("vapid").Text("public_key");
        var app = await alice.SendAsync(HttpMethod.Post, "/api/v1/apps", ("client_name", "A"), ("redirect_uris", "urn:ietf:wg:oauth:2.0:oob"));

        Assert.Equal(65, Base64Url.DecodeFromChars(instance).Length);
        Assert.Equal(instance, app.Text("vapid_key"));
    }

    // RFC 8292 §2 and §3.
    private static void AssertIsSignedFor(Uri endpoint, string authorization, string serverKey)
    {
        Assert.StartsWith("vapid t=", authorization, StringComparison.Ordinal);
        var (token, key) = (authorization.Split("t=")[1].Split(',')[0], authorization.Split("k=")[1]);
        Assert.Equal(serverKey, key);
        var parts = token.Split('.');
        var point = Base64Url.DecodeFromChars(key);
        using var signer = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        Assert.True(signer.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        Assert.Equal(endpoint.GetLeftPart(UriPartial.Authority), claims.RootElement.Text("aud"));
        var now = TimeProvider.System.GetUtcNow();
        Assert.InRange(claims.RootElement.GetProperty("exp").GetInt64(), now.ToUnixTimeSeconds(), now.AddHours(24).ToUnixTimeSeconds());
    }
}
