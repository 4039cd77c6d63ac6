using System.Net;
using Microblog.Notices;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Relations;

/// <summary>Two between whom one has blocked the other neither see nor reach each other, by any door.</summary>
public sealed class PersonalBlockTests
{
    [Theory, EachDatabase]
    public async Task A_block_ends_follows_both_ways_and_clears_both_homes(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        await alice.FollowAsync(bob);
        await bob.FollowAsync(alice);
        await alice.PostAsync("by alice");
        await bob.PostAsync("by bob");
        await server.WaitUntilIdleAsync();

        await alice.BlockAsync(bob.ActorId);

        Assert.False(await server.AskAsync(db => db.Follows.AnyAsync()));
        Assert.DoesNotContain(await alice.HomeAsync(), html => html.Contains("by bob", StringComparison.Ordinal));
        Assert.DoesNotContain(await bob.HomeAsync(), html => html.Contains("by alice", StringComparison.Ordinal));
        Assert.Equal(2, await server.AskAsync(db => db.HomeEntries.CountAsync()));
    }

    [Theory, EachDatabase]
    public async Task Neither_follows_answers_or_names_the_other(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var byAlice = await alice.PostAsync("by alice");
        var byBob = await bob.PostAsync("by bob");
        await alice.BlockAsync(bob.ActorId);

        Assert.Equal(Refusal.BlockBetween, await RefusalOf(() => bob.FollowAsync(alice)));
        Assert.Equal(Refusal.BlockBetween, await RefusalOf(() => alice.FollowAsync(bob)));
        Assert.Equal(Refusal.NotFound, await RefusalOf(() => bob.PostAsync(new Draft("no", Visibility.Public, InReplyToId: byAlice.Id))));
        Assert.Equal(Refusal.NotFound, await RefusalOf(() => alice.PostAsync(new Draft("no", Visibility.Public, InReplyToId: byBob.Id))));
        await bob.PostAsync("@alice hear me", Visibility.Direct);
        await server.WaitUntilIdleAsync();
        Assert.Single(await alice.HomeAsync());
        Assert.False(await server.AskAsync(db => db.Addressees.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task Neither_reads_the_other_on_any_page_or_by_the_client_api(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var notices = new[] { await alice.PostAsync("said by alice #wiki"), await bob.PostAsync("said by bob #wiki") };
        await alice.BlockAsync(bob.ActorId);

        foreach (var (reader, other, notice) in new[] { (bob, alice, notices[0]), (alice, bob, notices[1]) })
        {
            using var page = await Visitor.SignedInAsync(server, reader);
            foreach (var address in new[] { "/public", "/tags/wiki", $"/@{other.Actor.Handle}", $"/@{other.Actor.Handle}/{notice.Id}" })
            {
                await page.OpenAsync(address);
                Assert.DoesNotContain($"said by {other.Actor.Handle}", page.Words, StringComparison.Ordinal);
            }

            using var status = await reader.TryAsync(HttpMethod.Get, $"/api/v1/statuses/{notice.Id}");
            Assert.Equal(HttpStatusCode.NotFound, status.StatusCode);
            Assert.DoesNotContain(notice.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), (await reader.GetAsync("/api/v1/timelines/public")).Ids());
            Assert.Empty((await reader.GetAsync($"/api/v1/accounts/{other.ActorId}/statuses")).Ids());
        }
    }

    [Theory, EachDatabase]
    public async Task Blocks_are_listed_shown_and_lifted_by_pages_and_client_api(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        using var page = await Visitor.SignedInAsync(server, alice);
        await page.OpenAsync("/@bob");
        await page.SubmitAsync($"/blocks/{bob.ActorId}");

        Assert.Contains("Blocked by you", page.Words, StringComparison.Ordinal);
        Assert.Single((await alice.GetAsync("/api/v1/blocks")).Ids());
        var seen = (await bob.GetAsync($"/api/v1/accounts/relationships?id[]={alice.ActorId}"))[0];
        Assert.True(seen.GetProperty("blocked_by").GetBoolean());
        Assert.False(seen.GetProperty("blocking").GetBoolean());

        await page.OpenAsync("/blocks");
        await page.SubmitAsync($"/blocks/{bob.ActorId}/end");
        Assert.Empty((await alice.GetAsync("/api/v1/blocks")).Ids());
        Assert.True((await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/block")).GetProperty("blocking").GetBoolean());
        Assert.False((await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/unblock")).GetProperty("blocking").GetBoolean());
        await bob.FollowAsync(alice);
    }

    [Theory, EachDatabase]
    public async Task A_block_across_servers_is_told_kept_and_lifted(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var alice = await a.SignUpAsync("alice");
        var bob = await b.SignUpAsync("bob");
        await bob.FollowAsync(alice.Address);
        await b.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));
        await alice.PostAsync("before");
        await bob.SeesAtHomeAsync("before");

        await alice.BlockAsync(await alice.KnowsAsync(bob.Actor.Uri));
        await b.WaitUntilAsync(db => db.PersonalBlocks.AnyAsync());
        Assert.False(await b.AskAsync(db => db.Follows.AnyAsync()));
        Assert.Empty(await bob.HomeAsync());
        Assert.Equal(Refusal.BlockBetween, await RefusalOf(() => bob.FollowAsync(alice.Address)));
        await bob.PostAsync($"@{alice.Address} hear me", Visibility.Direct);
        await b.WaitUntilIdleAsync();
        Assert.False(await a.AskAsync(db => db.Notices.AnyAsync(n => n.AuthorId != alice.ActorId)));

        await alice.UnblockAsync(await alice.KnowsAsync(bob.Actor.Uri));
        await b.WaitUntilAsync(async db => !await db.PersonalBlocks.AnyAsync());
        await bob.FollowAsync(alice.Address);
        await b.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));
    }

    internal static async Task<Refusal> RefusalOf(Func<Task> deed) => (await Assert.ThrowsAsync<RefusalException>(deed)).Refusal;
}
