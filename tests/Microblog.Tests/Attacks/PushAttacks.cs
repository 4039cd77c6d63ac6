using System.Globalization;
using System.Net;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Push;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>People who want us to make requests for them, by way of a push service that is none.</summary>
public sealed class PushAttacks
{
    private static readonly string[] Inner =
        ["127.0.0.3", "2130706435", "0x7f000003", "0177.0.0.3", "127.3", "[::ffff:127.0.0.3]", "[64:ff9b::7f00:3]", "[::127.0.0.3]", "inside.test", "mixed.test"];

    /// <summary>Security catalogue §7-17: a push endpoint leads nowhere inside, not by redirect either.</summary>
    [Theory, EachDatabase]
    public async Task No_endpoint_leads_inside(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var inside = new EvilPeer((_, _, _) => Task.CompletedTask, Strangers.Inside);
        await using var server = await TestServer.StartAsync(database, OnlyOutside);
        await using var app = await SleepingApp.StartAsync();
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        foreach (var (host, number) in Inner.Select((h, i) => (h, i)))
        {
            var target = string.Create(CultureInfo.InvariantCulture, $"http://{host}:{inside.Port}/x{number}");
            using (await TryAsync(alice, app, target))
                await PokeAsync(server, bob);
            var detour = strangers.At("push.test", $"/{number}");
            strangers.Redirect(detour, target);
            using (var answer = await TryAsync(alice, app, detour.AbsoluteUri))
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await PokeAsync(server, bob);
        }

        Assert.Empty(inside.Heads);
        Assert.Equal(Inner.Length, strangers.Asked.Count);
    }

    /// <summary>Security catalogue §7-17: what is no address of a push service is refused at once.</summary>
    [Theory, EachDatabase]
    public async Task What_is_no_endpoint_or_no_key_is_refused(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database, OnlyOutside);
        await using var app = await SleepingApp.StartAsync();
        var alice = await server.SignUpAsync("alice");
        string[] endpoints =
        [
            "", "/push", "file:///etc/passwd", "gopher://a.test/", "javascript:alert(1)", "http://127.0.0.3/x", "http://[::1]/x", "http://a.test:22/",
            "http://user@a.test/", "https://a.test/" + new string('x', 2100),
        ];
        foreach (var endpoint in endpoints)
        {
            using var answer = await TryAsync(alice, app, endpoint);
            Assert.Equal((endpoint, HttpStatusCode.UnprocessableEntity), (endpoint, answer.StatusCode));
        }

        foreach (var (key, secret) in new[] { ("", app.Secret), ("AAAA", app.Secret), (app.Key[..^4] + "AAAA", app.Secret), (app.Key, ""), (app.Key, "AAAA"), (app.Key, "!!!") })
        {
            using var answer = await TryAsync(alice, app, "https://a.test/", key, secret);
            Assert.Equal((key, secret, HttpStatusCode.UnprocessableEntity), (key, secret, answer.StatusCode));
        }

        Assert.Equal(0, await server.AskAsync(db => db.PushSubscriptions.CountAsync()));
    }

    /// <summary>Security catalogue §7-17: however many apps somebody has, few of them are pushed to.</summary>
    [Theory, EachDatabase]
    public async Task Nobody_has_any_number_of_subscriptions(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database, OnlyOutside);
        var alice = await server.SignUpAsync("alice");
        await using var scope = server.NewScope();
        var subscribe = scope.Get<Microblog.Push.SubscribeToPushes>();
        await using var app = await SleepingApp.StartAsync();
        for (var number = 0; number < Microblog.Push.SubscribeToPushes.MostPerOwner + 3; number++)
        {
            var token = await AddTokenAsync(server, alice);
            await subscribe.RunAsync(
                new(token, alice.ActorId), new(app.Endpoint.AbsoluteUri, app.Key, app.Secret, IsStandard: true, null, null), TestContext.Current.CancellationToken);
        }

        Assert.Equal(Microblog.Push.SubscribeToPushes.MostPerOwner, await server.AskAsync(db => db.PushSubscriptions.CountAsync()));
    }

    private static async Task<long> AddTokenAsync(TestServer server, Person person)
    {
        await using var scope = server.NewScope();
        var db = scope.Get<Microblog.Data.Db>();
        var token = new Microblog.SignIn.AccessToken
        {
            Id = scope.Get<Microblog.Data.Snowflake>().Next(),
            AccountId = person.AccountId,
            TokenHash = Guid.NewGuid().ToString("N"),
            Scopes = "push",
            Name = "another",
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        db.AccessTokens.Add(token);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return token.Id;
    }

    private static Task<HttpResponseMessage> TryAsync(Person person, SleepingApp app, string endpoint, string? key = null, string? secret = null) => person.TryAsync(
        HttpMethod.Post,
        "/api/v1/push/subscription",
        ("subscription[endpoint]", endpoint),
        ("subscription[keys][p256dh]", key ?? app.Key),
        ("subscription[keys][auth]", secret ?? app.Secret),
        ("data[alerts][mention]", "true"));

    private static async Task PokeAsync(TestServer server, Person from)
    {
        await from.PostAsync("Look, @alice");
        await server.EverythingIsTriedAsync();
    }

    private static void OnlyOutside(TestServerOptions options)
    {
        Strangers.AreKnownTo(options);
        options.Settings["Federation:AllowedPrivateNetworks:0"] = "127.0.0.1/32";
        options.Settings["Federation:AllowedPrivateNetworks:1"] = "127.0.0.2/32";
    }
}
