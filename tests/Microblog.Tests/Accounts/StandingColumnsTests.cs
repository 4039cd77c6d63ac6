using Microblog.Accounts;
using Microblog.Actors;
using Microblog.DemoWiki;
using Microblog.Tests.Support;
using Microblog.Web;
using Microblog.Wikis;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Accounts;

public sealed class StandingColumnsTests
{
    [Theory, EachDatabase]
    public async Task A_standing_comes_back_from_the_database_as_it_went_in(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var browser = new Browser(server);
        await browser.SignInAsync("Editor");
        var standing = new Standing
        {
            UserId = 2,
            Name = "Editor",
            Exists = true,
            HasRequiredRight = true,
            Groups = ["sysop", "*", "user"],
            BlockedUntil = BlockedUntil.Forever,
            BlockReason = "Because",
            EditCount = 7,
            Registered = new DateTimeOffset(2020, 1, 2, 3, 4, 5, TimeSpan.Zero),
            AsOf = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        };
        await using (var scope = server.NewScope())
        {
            var db = scope.Get<Microblog.Data.Db>();
            (await db.WikiIdentities.SingleAsync()).Take(standing, DemoWikiSettings.For(server.BaseUrl));
            await db.SaveChangesAsync();
        }

        var back = (await server.AskAsync(db => db.WikiIdentities.SingleAsync())).ToStanding();

        Assert.Equal(standing with { Groups = [] }, back with { Groups = [] });
        Assert.Equal(standing.Groups, back.Groups);
        Assert.True(back.BlockedUntil.IsForever);
    }

    [Fact]
    public void An_account_that_is_missing_for_good_keeps_neither_its_groups_nor_its_role()
    {
        var wiki = DemoWikiSettings.For(new Uri("https://here.example"));
        var now = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        var identity = NewIdentity(now);
        var take = new TakeStanding(new MicroblogSettings { Administrators = [$"{wiki.Id}:7"] });
        take.Run(identity, new Standing { UserId = 2, Name = "Sysop", Exists = true, Groups = ["sysop"], AsOf = now }, wiki);
        Assert.Equal(Role.Administrator, identity.Account!.Role);

        take.Run(identity, new Standing { UserId = 2, Exists = false, AsOf = now.AddMinutes(1) }, wiki);
        Assert.Equal(Role.Administrator, identity.Account.Role);
        take.Run(identity, new Standing { UserId = 2, Exists = false, AsOf = now.AddMinutes(11) }, wiki);

        Assert.Equal("", identity.Groups);
        Assert.Equal(Role.User, identity.Account.Role);
    }

    private static WikiIdentity NewIdentity(DateTimeOffset now)
    {
        var actor = new Actor
        {
            Id = 1,
            Uri = new Uri("https://here.example/users/1"),
            Handle = "sysop",
            HandleKey = "sysop",
            Host = "",
            DisplayName = "Sysop",
            CreatedAt = now,
        };
        return new()
        {
            Id = 3,
            AccountId = 2,
            Account = new Account { Id = 2, Actor = actor, CreatedAt = now },
            WikiId = "demo",
            Sub = "7",
            UserId = 2,
            Name = "Sysop",
            CheckedAt = now,
            GoodUntil = now,
        };
    }
}
