using System.Net;
using System.Text.RegularExpressions;
using Microblog.Data;
using Microblog.SignIn;
using Microblog.Tests.Documents;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>Every route by everybody: who it is not for is refused before anything happens, and nothing that is asked for breaks it.</summary>
public sealed partial class AccessAttacks
{
    /// <summary>Security catalogue §7-41, §7-42: what each route asks for is approved in Approved/routes.txt; here it is tried.</summary>
    [Theory, EachDatabase]
    public async Task A_token_does_what_its_scopes_say_and_nothing_else_and_nobody_does_anything(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var blocked = await server.SignUpAsync("blocked");
        var notice = await alice.PostAsync("Hello.");
        await server.BlockAsync(blocked);
        var routes = TriedRoute.Of(server).Where(r => r.Scope is not null).ToList();
        Assert.NotEmpty(routes);
        foreach (var route in routes)
        {
            var path = route.Fill(alice, notice);
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, await server.StatusAsync(route.Method, path, null)));
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, await server.StatusAsync(route.Method, path, "nonsense")));
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, await server.StatusAsync(route.Method, path, blocked.Token)));
            var all = Scopes.All.Where(s => !Scopes.Covers(s, route.Scope!)).ToList();
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, await server.StatusAsync(route.Method, path, await server.TokenAsync(alice, string.Join(' ', all)))));
        }

        Assert.Equal(1, await server.AskAsync(db => db.Notices.CountAsync()));
        foreach (var route in routes)
        {
            using var answer = await server.SendAsync(route.Method, route.Fill(alice, notice), await server.TokenAsync(alice, route.Scope!));
            Assert.NotEqual((route.Pattern, HttpStatusCode.Unauthorized), (route.Pattern, answer.StatusCode));
            var refused = answer.StatusCode == HttpStatusCode.Forbidden ? await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) : "";
            Assert.DoesNotContain("scopes", refused, StringComparison.Ordinal);
        }

        await server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-41: pages for people signed in, and for moderators.</summary>
    [Theory, EachDatabase]
    public async Task Pages_that_are_not_for_everybody_are_shown_to_nobody_else_and_no_token_opens_them(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("Hello.");
        using var visitor = await Pages.Visitor.SignedInAsync(server, alice);
        foreach (var route in TriedRoute.Of(server).Where(r => r.IsPage))
        {
            var path = route.Fill(alice, notice);
            var byNobody = await server.StatusAsync(route.Method, path, null);
            var byToken = await server.StatusAsync(route.Method, path, alice.Token);
            Assert.True(byNobody is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest, $"{path}: {byNobody}");
            Assert.True(byToken is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest, $"{path}: {byToken}");
            if (!route.IsForModerators)
                continue;
            await (route.Method == HttpMethod.Get ? visitor.OpenAsync(path) : visitor.PostAsync(path, new Dictionary<string, string>(StringComparer.Ordinal)));
            Assert.True(visitor.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{path}: {visitor.Status}");
        }

        Assert.Equal(1, await server.AskAsync(db => db.Notices.CountAsync()));
        Assert.False(await server.AskAsync(db => db.LogEntries.AnyAsync()));
        await server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-37</summary>
    [Theory, EachDatabase]
    public async Task Pages_of_lists_are_never_larger_than_they_may_be_whatever_is_asked_for(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var notice = await scene.Alice.PostAsync("Hello #tag.");
        for (var i = 0; i < 90; i++)
            await scene.Alice.PostAsync($"Number {i} #tag.");
        await scene.Server.WaitUntilIdleAsync();
        var boss = await scene.Server.SignUpAsync("boss", Microblog.Accounts.Role.Moderator);
        string[] values = ["0", "-1", "1e9", "2147483648", "99999999999999999999", "9223372036854775807", "-9223372036854775808", "NaN", "%00", "x", "", "%F0%9F%98%80", "1;drop"];
        foreach (var route in TriedRoute.Of(scene.Server).Where(r => r.Method == HttpMethod.Get && !r.Pattern.Contains("sign-", StringComparison.Ordinal) && !r.Pattern.Contains("demo-wiki", StringComparison.Ordinal) && !r.Pattern.StartsWith("/error", StringComparison.Ordinal) && !IsEndless(r.Pattern)))
        {
            foreach (var value in values)
            {
                var path = $"{route.Fill(scene.Alice, notice)}?limit={value}&max_id={value}&since_id={value}&min_id={value}&offset={value}&page={value}&q=tag&id={value}";
                using var answer = await scene.Server.SendAsync(HttpMethod.Get, path, route.IsForStaff ? boss.Token : scene.Alice.Token);
                Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
            }

            using var most = await scene.Server.SendAsync(HttpMethod.Get, route.Fill(scene.Alice, notice) + "?limit=1000000&page=true&q=tag", scene.Alice.Token);
            var body = await most.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.InRange(NumberOf().Count(body), 0, 80);
        }

        await scene.Server.AnswersAsync();
    }

    /// <summary>Security catalogue §7-38</summary>
    [Theory, EachDatabase]
    public async Task No_search_is_a_pattern(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.Server.SignUpAsync("bob");
        string[] killers =
        [
            new('%', 256), new('_', 256), new('\\', 256), new('*', 256), "(a+)+$", new('(', 256), string.Concat(Enumerable.Repeat("%a", 128)), "[[[[", "\"", "'; drop table actors; --", "%", "_", "%o%",
            new('a', 5000), string.Concat(Enumerable.Repeat("a* OR ", 40)), "NEAR(a b)", "\u0130\u0131\u017F", new('#', 256), new('@', 256), string.Concat(Enumerable.Repeat("@a.", 80)), "^", "!a", "a:b",
        ];
        foreach (var killer in killers)
        {
            var text = Uri.EscapeDataString(killer);
            foreach (var path in new[] { $"/api/v2/search?q={text}", $"/api/v2/search?q={text}&resolve=true", $"/api/v1/accounts/lookup?acct={text}", $"/tags/{text}", $"/log?account={text}", $"/.well-known/webfinger?resource={text}" })
            {
                if (path.Length > 8000)
                    continue;
                using var answer = await scene.Server.SendAsync(HttpMethod.Get, path, scene.Alice.Token);
                Assert.True((int)answer.StatusCode < 500, $"{path}: {answer.StatusCode}");
                Assert.DoesNotContain("\"username\":\"bob\"", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }
        }

        Assert.Equal(4, await scene.Server.AskAsync(db => db.Actors.CountAsync()));
        await scene.Server.AnswersAsync();
    }

    // A stream goes on until somebody leaves.
    private static bool IsEndless(string pattern) => pattern.Contains("/streaming", StringComparison.Ordinal);

    [GeneratedRegex("Number [0-9]+", RegexOptions.None, 5000)]
    private static partial Regex NumberOf();
}

internal static class Tokens
{
    /// <summary>Another token of that person, for these scopes.</summary>
    public static async Task<string> TokenAsync(this TestServer server, Person person, string scopes)
    {
        await using var scope = server.NewScope();
        var token = Guid.NewGuid().ToString("N");
        var db = scope.Get<Db>();
        db.AccessTokens.Add(new AccessToken
        {
            Id = scope.Get<Snowflake>().Next(),
            AccountId = person.AccountId,
            TokenHash = Person.HashOf(token),
            Scopes = scopes,
            Name = "test",
            CreatedAt = scope.Get<TimeProvider>().GetUtcNow(),
        });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return token;
    }
}
