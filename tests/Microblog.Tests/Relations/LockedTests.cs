using System.Net;
using Microblog.Actors;
using Microblog.Relations;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Relations;

/// <summary>Who approves their followers decides, here and across servers.</summary>
public sealed class LockedTests
{
    [Theory, EachDatabase]
    public async Task A_request_from_another_server_waits_until_it_is_approved(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var alice = await a.SignUpAsync("alice");
        var bob = await b.SignUpAsync("bob");
        await alice.ChangeProfileAsync(new ProfileChanges(IsLocked: true));

        await bob.FollowAsync(alice.Address);
        await a.WaitUntilAsync(db => db.Follows.AnyAsync());
        await a.WaitUntilIdleAsync();
        Assert.False(await b.AskAsync(db => db.Follows.AnyAsync(f => f.IsAccepted)));
        await alice.ChangeProfileAsync(new ProfileChanges(IsLocked: false));
        await a.WaitUntilIdleAsync();
        Assert.False(await b.AskAsync(db => db.Follows.AnyAsync(f => f.IsAccepted)));

        using var page = await Visitor.SignedInAsync(a, alice);
        await page.OpenAsync("/follow-requests");
        Assert.Contains("bob", page.Words, StringComparison.Ordinal);
        await page.SubmitAsync($"/follow-requests/{await alice.KnowsAsync(bob.Actor.Uri)}");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        await b.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));
        await alice.PostAsync("for those let in");
        await bob.SeesAtHomeAsync("for those let in");
    }

    [Theory, EachDatabase]
    public async Task A_refused_request_and_a_follower_shown_out_are_told(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var alice = await a.SignUpAsync("alice");
        var bob = await b.SignUpAsync("bob");
        await alice.ChangeProfileAsync(new ProfileChanges(IsLocked: true));
        await bob.FollowAsync(alice.Address);
        await a.WaitUntilAsync(db => db.Follows.AnyAsync());
        var known = await alice.KnowsAsync(bob.Actor.Uri);

        var listed = await alice.GetAsync("/api/v1/follow_requests");
        Assert.Equal([known.ToString(System.Globalization.CultureInfo.InvariantCulture)], listed.Ids());
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/follow_requests/{known}/reject");
        await b.WaitUntilAsync(async db => !await db.Follows.AnyAsync());

        await bob.FollowAsync(alice.Address);
        await a.WaitUntilAsync(db => db.Follows.AnyAsync());
        var approved = await alice.SendAsync(HttpMethod.Post, $"/api/v1/follow_requests/{known}/authorize");
        Assert.True(approved.GetProperty("followed_by").GetBoolean());
        await b.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));

        await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{known}/remove_from_followers");
        await b.WaitUntilAsync(async db => !await db.Follows.AnyAsync());
        Assert.False(await a.AskAsync(db => db.Follows.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task Nothing_flows_from_a_locked_neighbour_before_they_agree(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        await alice.PostAsync("said before");
        await alice.ChangeProfileAsync(new ProfileChanges(IsLocked: true));

        await bob.FollowAsync(alice);
        Assert.Empty(await bob.HomeAsync());
        using var page = await Visitor.SignedInAsync(server, bob);
        await page.OpenAsync("/@alice");
        Assert.Contains("Requested", page.Words, StringComparison.Ordinal);

        await alice.DoAsync<ApproveFollow>(approve => approve.RunAsync(alice.ActorId, bob.ActorId, TestContext.Current.CancellationToken));
        Assert.Single(await bob.HomeAsync());
        await alice.DoAsync<RefuseFollower>(refuse => refuse.RunAsync(alice.ActorId, bob.ActorId, TestContext.Current.CancellationToken));
        Assert.Empty(await bob.HomeAsync());
    }

    [Theory, EachDatabase]
    public async Task The_navigation_counts_who_asks_and_a_request_can_be_withdrawn(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        await alice.ChangeProfileAsync(new ProfileChanges(IsLocked: true));
        await bob.FollowAsync(alice);

        using var asked = await Visitor.SignedInAsync(server, alice);
        await asked.OpenAsync("/home");
        Assert.Equal("1", asked.Page.QuerySelector("nav a[href='/follow-requests'] .tag")?.TextContent);

        using var asking = await Visitor.SignedInAsync(server, bob);
        await asking.OpenAsync("/@alice");
        await asking.SubmitAsync($"/follows/{alice.ActorId}/end");
        Assert.False(await server.AskAsync(db => db.Follows.AnyAsync()));
        await asked.OpenAsync("/home");
        Assert.Null(asked.Page.QuerySelector("nav a[href='/follow-requests']"));
    }

    [Theory, EachDatabase]
    public async Task Nobody_approves_who_did_not_ask(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");

        using var answer = await alice.TryAsync(HttpMethod.Post, $"/api/v1/follow_requests/{bob.ActorId}/authorize");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.False(await server.AskAsync(db => db.Follows.AnyAsync()));
    }
}
