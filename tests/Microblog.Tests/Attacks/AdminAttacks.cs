using System.Globalization;
using System.Net;
using Microblog.Accounts;
using Microblog.Moderation;
using Microblog.SignIn;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>Moderators' programs in the hands of who is none, and of moderators who want more.</summary>
public sealed class AdminAttacks
{
    private const string Everything = "read write follow push admin:read admin:write";

    /// <summary>Security catalogue §7-41, §7-42: a scope makes nobody a moderator, and a moderator's other scopes open nothing.</summary>
    [Theory, EachDatabase]
    public async Task A_scope_without_the_role_and_a_role_without_the_scope_open_nothing(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, boss) = (await server.SignUpAsync("alice"), await server.SignUpAsync("boss", Role.Moderator));
        var notice = await alice.PostAsync("Hello.");
        var byAlice = await server.TokenAsync(alice, string.Join(' ', Scopes.All));
        var routes = TriedRoute.Of(server).Where(r => r.IsForStaff).ToList();
        Assert.True(routes.Count >= 30, $"{routes.Count}");
        foreach (var route in routes)
        {
            var path = route.Fill(alice, notice);
            using var withoutRole = await server.SendAsync(route.Method, path, byAlice, ("type", "suspend"), ("domain", "example.org"));
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, withoutRole.StatusCode));
            Assert.Equal("""{"error":"This action is not allowed"}""", await withoutRole.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            var others = string.Join(' ', Scopes.All.Where(s => !Scopes.Covers(s, route.Scope!)));
            using var withoutScope = await server.SendAsync(route.Method, path, await server.TokenAsync(boss, others), ("type", "suspend"), ("domain", "example.org"));
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, withoutScope.StatusCode));
            Assert.Contains("scopes", await withoutScope.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.False(await server.AskAsync(db => db.LogEntries.AnyAsync()));
        foreach (var route in routes.Where(r => r.Method == HttpMethod.Get))
        {
            var status = await server.StatusAsync(route.Method, route.Fill(alice, notice), await server.TokenAsync(boss, route.Scope!));
            Assert.True(status is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{route.Pattern}: {status}");
        }

        await server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-47</summary>
    [Theory, EachDatabase]
    public async Task Moderators_decide_by_program_neither_about_themselves_nor_about_their_equals_or_betters(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        var (equal, better) = (await server.SignUpAsync("equal", Role.Moderator), await server.SignUpAsync("better", Role.Administrator));
        foreach (var whom in new[] { boss, equal, better })
        {
            var path = $"/api/v1/admin/accounts/{whom.ActorId.ToString(CultureInfo.InvariantCulture)}";
            foreach (var type in new[] { "none", "sensitive", "disable", "silence", "suspend" })
            {
                using var answer = await server.SendAsync(HttpMethod.Post, $"{path}/action", boss.Token, ("type", type), ("text", "Mine"));
                Assert.Equal((whom.Actor.Handle, type, HttpStatusCode.Forbidden), (whom.Actor.Handle, type, answer.StatusCode));
            }

            Assert.Equal(HttpStatusCode.Forbidden, await server.StatusAsync(HttpMethod.Delete, path, boss.Token));
        }

        await BlockAsync(server, boss);
        Assert.Equal(HttpStatusCode.Forbidden, await server.StatusAsync(HttpMethod.Post, $"/api/v1/admin/accounts/{boss.ActorId}/enable", boss.Token));
        Assert.True(await server.AskAsync(db => db.Blocks.AnyAsync(b => b.ActorId == boss.ActorId && b.LiftedAt == null)));
        Assert.Equal(1, await server.AskAsync(db => db.LogEntries.CountAsync()));
    }

    /// <summary>Security catalogue §7-47: who is a moderator no longer.</summary>
    [Theory, EachDatabase]
    public async Task A_token_does_no_more_than_the_role_of_whose_it_is_now(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var boss = await server.SignUpAsync("boss", Role.Moderator);
        Assert.Equal(HttpStatusCode.OK, await server.StatusAsync(HttpMethod.Get, "/api/v1/admin/reports", boss.Token));

        await using (var scope = server.NewScope())
        {
            await scope.Get<Microblog.Data.Db>().Accounts.Where(a => a.ActorId == boss.ActorId)
                .ExecuteUpdateAsync(a => a.SetProperty(x => x.Role, Role.User), TestContext.Current.CancellationToken);
        }

        await Wait.UntilAsync(async () => await server.StatusAsync(HttpMethod.Get, "/api/v1/admin/reports", boss.Token) == HttpStatusCode.Forbidden);
        using var own = await server.SendAsync(HttpMethod.Patch, "/api/v1/accounts/update_credentials", boss.Token, ("role", "3"), ("role[id]", "3"), ("role_id", "3"));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(Role.User, await server.AskAsync(db => db.Accounts.Select(a => a.Role).SingleAsync()));
    }

    /// <summary>Security catalogue §7-42: what a person is asked names what a program could do as a moderator.</summary>
    [Theory, EachDatabase]
    public async Task A_person_who_lets_a_program_in_reads_that_it_could_moderate(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var visitor = await Pages.Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        using var made = await server.SendAsync(
            HttpMethod.Post, "/api/v1/apps", null, ("client_name", "Tool"), ("redirect_uris", "https://tool.example/"), ("scopes", Everything));
        var client = (await ClientApi.Calling.OkAsync(made)).GetProperty("client_id").GetString();

        await visitor.OpenAsync($"/oauth/authorize?response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Ftool.example%2F&scope=read+admin%3Aread%3Areports+admin%3Awrite");

        Assert.Contains("See, as a moderator, everybody's reports", visitor.Words, StringComparison.Ordinal);
        Assert.Contains("Do all that moderators do here", visitor.Words, StringComparison.Ordinal);
    }

    private static async Task BlockAsync(TestServer server, Person person)
    {
        await using var scope = server.NewScope();
        await scope.Get<BlockAccount>().RunAsync(person.ActorId, byActorId: null, BlockScope.Posting, "spam", until: null, TestContext.Current.CancellationToken);
    }
}
