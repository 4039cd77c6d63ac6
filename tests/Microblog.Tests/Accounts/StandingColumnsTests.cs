using Microblog.Accounts;
using Microblog.DemoWiki;
using Microblog.Tests.Support;
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
}
