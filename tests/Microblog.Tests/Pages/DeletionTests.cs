using System.Net;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Pages;

/// <summary>Deleting one's account on its page.</summary>
public sealed class DeletionTests
{
    [Theory, EachDatabase]
    public async Task The_page_says_what_goes_and_nothing_goes_before_the_name_is_typed(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await alice.PostAsync("One");
        await alice.PostAsync("Two");
        await bob.FollowAsync(alice);
        using var page = await Visitor.SignedInAsync(server, alice);
        await page.OpenAsync("/settings/profile");
        await page.OpenAsync(page.Page.QuerySelector("a[href='/settings/deletion']")!.GetAttribute("href")!);
        Assert.Contains("Notices and repeats: 2", page.Words, StringComparison.Ordinal);
        Assert.Contains("Followers: 1", page.Words, StringComparison.Ordinal);
        Assert.Contains("cannot be taken back", page.Words, StringComparison.Ordinal);

        await page.SubmitAsync("/settings/deletion", ("name", "bob"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("nothing is deleted", page.Words, StringComparison.Ordinal);
        Assert.Equal(2, await server.AskAsync(db => db.Accounts.CountAsync()));

        await page.SubmitAsync("/settings/deletion", ("name", "@Alice"));
        Assert.Equal("/", page.At.AbsolutePath);
        await page.OpenAsync("/settings/profile");
        Assert.NotEqual("/settings/profile", page.At.AbsolutePath);
        await page.OpenAsync("/@alice");
        Assert.Equal(HttpStatusCode.Gone, page.Status);
        await server.WaitUntilIdleAsync();
        Assert.False(await server.AskAsync(async db => await db.Notices.AnyAsync() || await db.Follows.AnyAsync()));
        Assert.Equal([bob.AccountId], await server.AskAsync(db => db.Accounts.Select(a => a.Id).ToListAsync()));
    }
}
