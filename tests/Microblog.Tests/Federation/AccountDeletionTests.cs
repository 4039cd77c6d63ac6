using System.Net;
using System.Text.Json;
using Microblog.Accounts;
using Microblog.Federation.Outbox;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>An account is deleted, here and as far as we can reach.</summary>
public sealed class AccountDeletionTests
{
    [Theory, EachDatabase]
    public async Task A_deleted_account_leaves_nothing_behind_here_or_on_another_server(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var (alice, bob) = (await a.SignUpAsync("alice"), await b.SignUpAsync("bob"));
        await bob.FollowAsync(alice.Address);
        await alice.FollowAsync(bob.Address);
        await a.WaitUntilAsync(async db => await db.Follows.CountAsync(f => f.IsAccepted) == 2);
        var said = await alice.PostAsync("Hello, fediverse.");
        await alice.PostAsync("For followers", Visibility.Followers);
        await bob.PostAsync("Hello, alice.");
        await alice.SeesAtHomeAsync("Hello, alice.");
        await alice.LikeAsync(await a.AskAsync(db => db.Notices.Where(n => n.AuthorId != alice.ActorId).Select(n => n.Id).SingleAsync()));
        await bob.SeesAtHomeAsync("For followers");
        await b.WaitUntilAsync(db => db.Likes.AnyAsync());

        await DeleteAsync(alice);

        await b.WaitUntilAsync(db => db.Actors.AnyAsync(x => x.Uri == alice.Actor.Uri && x.GoneAt != null));
        Assert.Equal(["<p>Hello, alice.</p>"], await b.AskAsync(async db => (await db.Notices.ToListAsync()).ConvertAll(n => n.Html.Value)));
        Assert.False(await b.AskAsync(async db => await db.Follows.AnyAsync() || await db.Likes.AnyAsync()));
        await a.WaitUntilIdleAsync();
        Assert.False(await a.AskAsync(db => db.Notices.AnyAsync(n => n.AuthorId == alice.ActorId)));
        Assert.False(await a.AskAsync(async db => await db.Follows.AnyAsync() || await db.Likes.AnyAsync() || await db.HomeEntries.AnyAsync()));
        Assert.False(await a.AskAsync(async db => await db.Accounts.AnyAsync() || await db.AccessTokens.AnyAsync() || await db.Sessions.AnyAsync()));
        Assert.Equal(HttpStatusCode.Unauthorized, (await alice.Client.GetAsync("/api/v1/timelines/home", TestContext.Current.CancellationToken)).StatusCode);
        await AnswersGoneAsync(a, alice, said);
        await Assert.ThrowsAsync<RefusalException>(() => bob.FollowAsync(alice.Address));
    }

    [Theory, EachDatabase]
    public async Task The_name_is_not_given_out_again_and_a_block_keeps_the_account(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, mallory) = (await server.SignUpAsync("alice"), await server.SignUpAsync("mallory"));
        await mallory.PostAsync("Spam");
        await server.BlockAsync(mallory);

        await DeleteAsync(alice);

        var taken = await Assert.ThrowsAsync<RefusalException>(() => MakeAsync(server, "alice"));
        Assert.Equal(Refusal.HandleTaken, taken.Refusal);
        var again = await Assert.ThrowsAsync<RefusalException>(() => DeleteAsync(alice));
        Assert.Equal(Refusal.NotFound, again.Refusal);
        var stands = await Assert.ThrowsAsync<RefusalException>(() => DeleteAsync(mallory));
        Assert.Equal(Refusal.BlockStands, stands.Refusal);
        await server.WaitUntilIdleAsync();
        Assert.True(await server.AskAsync(db => db.Notices.AnyAsync(n => n.AuthorId == mallory.ActorId)));
    }

    [Theory, EachDatabase]
    public async Task A_server_that_follows_nobody_and_is_down_is_told_later_and_the_key_stays_until_then(TestDatabase database)
    {
        var clock = new FakeClock();
        clock.Advance(TimeProvider.System.GetUtcNow() - clock.GetUtcNow());
        await using var server = await TestServer.StartAsync(database, o => o.Clock = clock);
        await using var peer = await Peer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await alice.PostAsync("Nobody hears this yet");
        await peer.SendAsync(server, peer.Activity("Follow", "/follows/1", (await server.SignUpAsync("carol")).Actor.Uri.AbsoluteUri));
        await Wait.UntilAsync(() => Task.FromResult(peer.Received.Any(r => (string?)r["type"] == "Accept")));
        peer.Inbox = http =>
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };

        await DeleteAsync(alice);
        await server.WaitUntilAsync(db => db.Lanes.AnyAsync(l => l.IsDelivery && l.Failures > 0));
        await server.WaitUntilAsync(async db => !await db.Notices.AnyAsync(n => n.AuthorId == alice.ActorId));
        await ForgetKeysAsync(server);
        Assert.True(await server.AskAsync(db => db.SigningKeys.AnyAsync(k => k.ActorId == alice.ActorId)));

        peer.Inbox = null;
        clock.Advance(TimeSpan.FromMinutes(10));
        await Wait.UntilAsync(() => Task.FromResult(peer.Received.Any(r => (string?)r["type"] == "Delete")));
        var delete = peer.Received.Single(r => (string?)r["type"] == "Delete");
        Assert.Equal((alice.Actor.Uri.AbsoluteUri, alice.Actor.Uri.AbsoluteUri), ((string?)delete["actor"], (string?)delete["object"]));
        await server.WaitUntilIdleAsync();
        clock.Advance(TimeSpan.FromDays(9));
        await using (var scope = server.NewScope())
            await scope.Get<PruneActivities>().RunAsync(TestContext.Current.CancellationToken);
        await ForgetKeysAsync(server);
        Assert.False(await server.AskAsync(db => db.SigningKeys.AnyAsync(k => k.ActorId == alice.ActorId)));
        Assert.True(await server.AskAsync(db => db.SigningKeys.AnyAsync()));
    }

    private static async Task AnswersGoneAsync(TestServer server, Person person, Notice notice)
    {
        var id = person.ActorId;
        string[] paths =
        [
            $"/users/{id}", $"/users/{id}/outbox", $"/users/{id}/followers", $"/users/{id}/following", $"/users/{id}/featured", $"/users/{id}/liked",
            $"/notices/{notice.Id}",
        ];
        foreach (var path in paths)
        {
            using var answer = await server.AskForAsync(path, MediaTypes.ActivityJson);
            Assert.Equal((path, HttpStatusCode.Gone), (path, answer.StatusCode));
            using var tombstone = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(
                ("Tombstone", new Uri(server.BaseUrl, path).AbsoluteUri),
                (tombstone.RootElement.GetProperty("type").GetString(), tombstone.RootElement.GetProperty("id").GetString()));
        }

        Assert.Equal(HttpStatusCode.Gone, (await server.AskForAsync($"/users/{id}", "text/html")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await server.AskForAsync($"/@{person.Actor.Handle}", "text/html")).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await server.AskForAsync($"/.well-known/webfinger?resource=acct:{person.Address}", "*/*")).StatusCode);
    }

    private static Task DeleteAsync(Person person) =>
        person.DoAsync<DeleteAccount>(delete => delete.RunAsync(person.ActorId, TestContext.Current.CancellationToken));

    private static async Task MakeAsync(TestServer server, string handle)
    {
        await using var scope = server.NewScope();
        await scope.Get<CreateVouchedAccount>().RunAsync(handle, Role.User, TestContext.Current.CancellationToken);
    }

    private static async Task ForgetKeysAsync(TestServer server)
    {
        await using var scope = server.NewScope();
        await scope.Get<ForgetKeys>().RunAsync(TestContext.Current.CancellationToken);
    }
}
