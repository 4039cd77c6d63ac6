using Microblog.Accounts;
using Microblog.Actors;
using Microblog.DemoWiki;
using Microblog.SignIn;
using Microblog.Tests.Support;
using Microblog.Wikis;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.SignIn;

/// <summary>Whose account it is follows from the wiki's subject alone, never from a name.</summary>
public sealed class IdentityTests
{
    [Fact]
    public async Task After_a_rename_the_account_is_the_same_and_whoever_takes_the_old_name_is_a_stranger()
    {
        await using var server = await TestServer.StartAsync();
        var wiki = server.Services.GetRequiredService<DemoWikiState>();
        wiki.Add("Alice");
        var first = await SignInAsync(server, "Alice");
        wiki.Rename("Alice", "Bob");
        wiki.Add("Alice");

        var stranger = await SignInAsync(server, "Alice");
        var renamed = await SignInAsync(server, "Bob");

        Assert.Equal(first, renamed);
        Assert.NotEqual(first, stranger);
        var shown = await server.AskAsync(db => db.Actors.Where(a => a.Host == "" && a.Id != InstanceActor.ActorId).OrderBy(a => a.Id)
            .Select(a => new { a.Handle, a.DisplayName }).ToListAsync());
        Assert.Equal([("alice", "Bob"), ("alice_8", "Alice")], shown.Select(a => (a.Handle, a.DisplayName)));
    }

    [Theory, EachDatabase]
    public async Task Names_that_spell_alike_get_handles_of_their_own(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var wiki = server.Services.GetRequiredService<DemoWikiState>();
        string[] names = ["Alice Editor", "Alice editor", "Alice.Editor", "Admin", "用户例子"];
        foreach (var name in names)
        {
            wiki.Add(name);
            await SignInAsync(server, name);
        }

        var handles = await server.AskAsync(db => db.Actors.Where(a => a.Host == "" && a.Id != InstanceActor.ActorId).OrderBy(a => a.Id).Select(a => a.Handle).ToListAsync());
        Assert.Equal(["alice_editor", "alice_editor_8", "alice_editor_9", "admin_10", "u11"], handles);
    }

    [Theory, EachDatabase]
    public async Task Two_first_sign_ins_at_once_make_one_account(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var wiki = DemoWikiSettings.For(server.BaseUrl);

        var accounts = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            await using var scope = server.NewScope();
            return await scope.Get<SignInWithWiki>().RunAsync(wiki, new WikiProfile("2", "Editor"), CancellationToken.None);
        }));

        Assert.Single(accounts.Distinct());
        Assert.Equal(1, await server.AskAsync(db => db.Accounts.CountAsync()));
        Assert.Equal(1, await server.AskAsync(db => db.Actors.CountAsync(a => a.Host == "" && a.Id != InstanceActor.ActorId)));
    }

    [Fact]
    public async Task A_sysop_of_the_wiki_moderates_here_until_the_wiki_says_otherwise()
    {
        await using var server = await TestServer.StartAsync();
        await SignInAsync(server, "Sysop");
        Assert.Equal(Role.Moderator, await RoleAsync(server));

        server.Services.GetRequiredService<DemoWikiState>().SetGroups("Sysop", ["steward", "bureaucrat"]);
        await SignInAsync(server, "Sysop");

        Assert.Equal(Role.User, await RoleAsync(server));
    }

    [Fact]
    public async Task An_administrator_is_named_by_wiki_and_subject()
    {
        await using var server = await TestServer.StartAsync(configure: o => o.Settings["Administrators:0"] = "demo:2");

        await SignInAsync(server, "Editor");

        Assert.Equal(Role.Administrator, await RoleAsync(server));
    }

    private static Task<Role> RoleAsync(TestServer server) => server.AskAsync(db => db.Accounts.Select(a => a.Role).SingleAsync());

    private static async Task<long> SignInAsync(TestServer server, string name)
    {
        using var browser = new Browser(server);
        await browser.SignInAsync(name);
        var hash = Person.HashOf(browser.SessionSecret!);
        return await server.AskAsync(db => db.Sessions.Where(s => s.TokenHash == hash).Select(s => s.AccountId).SingleAsync());
    }
}
