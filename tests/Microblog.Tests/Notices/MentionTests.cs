using Microblog.Notices;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Notices;

/// <summary>Who is named and of whom nobody here has heard is looked up on their own server.</summary>
public sealed class MentionTests
{
    [Theory, EachDatabase]
    public async Task A_direct_notice_reaches_somebody_of_whom_nobody_here_has_heard(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var peer = await Peer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        var posted = await alice.SendAsync(
            HttpMethod.Post, "/api/v1/statuses", ("status", $"Hello @Peer@{peer.BaseUrl.Authority}!"), ("visibility", "direct"));

        Assert.Equal(peer.Address, Assert.Single(posted.GetProperty("mentions").EnumerateArray()).GetProperty("acct").GetString());
        Assert.Contains("u-url mention", posted.GetProperty("content").GetString()!, StringComparison.Ordinal);
        await Wait.UntilAsync(() => Task.FromResult(peer.Received.Any(a => (string?)a["type"] == "Create")));
    }

    [Theory, EachDatabase]
    public async Task Who_is_added_by_an_edit_is_looked_up_too(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var peer = await Peer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("Hello.", Visibility.Direct);

        await alice.EditAsync(notice, new Draft($"Hello @{peer.Address}."));

        Assert.True(await server.AskAsync(db => db.Addressees.AnyAsync(a => a.NoticeId == notice.Id && a.Actor!.Uri == peer.ActorId)));
    }

    [Theory, EachDatabase]
    public async Task Who_cannot_be_found_stays_text_and_is_not_asked_for_again_at_once(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var peer = await Peer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var text = $"@nobody@{peer.BaseUrl.Authority} are you there?";

        var notice = await alice.PostAsync(text, Visibility.Direct);
        await alice.PostAsync(text, Visibility.Direct);

        Assert.Equal($"<p>{text}</p>", notice.Html.Value);
        Assert.Empty(await server.AskAsync(db => db.Addressees.ToListAsync()));
        Assert.Equal([$"acct:nobody@{peer.BaseUrl.Authority}"], peer.LookedUp);
    }

    [Fact]
    public async Task A_server_that_hangs_delays_a_notice_by_seconds_and_takes_nobody_else_away()
    {
        await using var server = await TestServer.StartAsync();
        await using var peer = await Peer.StartAsync();
        await using var hangs = new EvilPeer((_, _, ct) => Task.Delay(Timeout.Infinite, ct));
        var alice = await server.SignUpAsync("alice");

        var posting = alice.PostAsync($"@a@127.0.0.1:{hangs.Port} @{peer.Address} hello");
        await posting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal([peer.ActorId], await server.AskAsync(db => db.Addressees.Select(a => a.Actor!.Uri).ToListAsync()));
    }

    [Fact]
    public async Task Only_so_many_strangers_are_looked_up_for_one_notice()
    {
        await using var server = await TestServer.StartAsync();
        await using var peer = await Peer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        await alice.PostAsync(string.Join(' ', Enumerable.Range(0, 20).Select(i => $"@n{i}@{peer.BaseUrl.Authority}")));

        Assert.Equal(10, peer.LookedUp.Count);
    }
}
