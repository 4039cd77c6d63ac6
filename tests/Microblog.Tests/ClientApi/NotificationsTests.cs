using System.Globalization;
using System.Net;
using System.Text.Json;
using Microblog.Actors;
using Microblog.Notices;
using Microblog.Notices.Polls;
using Microblog.Tests.Federation;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi;

public sealed class NotificationsTests
{
    [Theory, EachDatabase]
    public async Task What_others_here_do_is_told_newest_first(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var notice = await alice.PostAsync("About sources");
        await DoneAsync(server, () => bob.FollowAsync(alice));
        await DoneAsync(server, () => bob.LikeAsync(notice.Id));
        await DoneAsync(server, () => bob.RepeatAsync(notice.Id));
        await DoneAsync(server, () => bob.PostAsync("Did you see this, @alice?"));
        await DoneAsync(server, () => bob.PostAsync(new Draft("I doubt it", Visibility.Public, notice.Id)));
        await DoneAsync(server, () => alice.EditAsync(notice, new Draft("About good sources")));

        var told = await alice.GetAsync("/api/v1/notifications");

        Assert.Equal(["mention", "mention", "reblog", "favourite", "follow"], Types(told));
        Assert.All(told.EnumerateArray(), t => Assert.Equal("bob", t.GetProperty("account").GetProperty("acct").GetString()));
        Assert.Equal([Id(notice.Id), Id(notice.Id)], told.EnumerateArray().Skip(2).Take(2).Select(t => t.GetProperty("status").GetProperty("id").GetString()));
        Assert.False(told[4].TryGetProperty("status", out _));
        Assert.Equal(["update"], Types(await bob.GetAsync("/api/v1/notifications")));
    }

    [Theory, EachDatabase]
    public async Task What_was_taken_back_is_told_no_more(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var notice = await alice.PostAsync("About sources");
        await bob.FollowAsync(alice);
        await bob.LikeAsync(notice.Id);
        await bob.RepeatAsync(notice.Id);
        var mention = await bob.PostAsync("Did you see this, @alice?");
        await server.WaitUntilIdleAsync();
        Assert.Equal(4, (await alice.GetAsync("/api/v1/notifications")).GetArrayLength());

        await bob.UnlikeAsync(notice.Id);
        await bob.UnrepeatAsync(notice.Id);
        await bob.DeleteAsync(mention);
        await bob.UnfollowAsync(alice.Address);

        Assert.Empty(Types(await alice.GetAsync("/api/v1/notifications")));
    }

    [Theory, EachDatabase]
    public async Task Of_whom_is_muted_or_blocked_nothing_is_told(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, carol) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
        var notice = await alice.PostAsync("About sources");
        await carol.LikeAsync(notice.Id);
        await server.WaitUntilIdleAsync();
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/mute");
        await bob.LikeAsync(notice.Id);
        await bob.PostAsync("Hey @alice");
        await server.WaitUntilIdleAsync();
        Assert.Equal(["favourite"], Types(await alice.GetAsync("/api/v1/notifications")));

        await alice.BlockAsync(carol.ActorId);

        Assert.Empty(Types(await alice.GetAsync("/api/v1/notifications")));
    }

    [Theory, EachDatabase]
    public async Task Who_asked_is_told_of_each_notice(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/accounts/{bob.ActorId}/follow", ("notify", "true"));
        await DoneAsync(server, () => bob.PostAsync("Hello"));
        await DoneAsync(server, () => bob.PostAsync("Hello @alice"));

        Assert.Equal(["mention", "status"], Types(await alice.GetAsync("/api/v1/notifications")));
    }

    [Theory, EachDatabase]
    public async Task A_request_to_follow_is_told_until_it_is_answered(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await alice.ChangeProfileAsync(new ProfileChanges(IsLocked: true));
        await DoneAsync(server, () => bob.FollowAsync(alice));
        Assert.Equal(["follow_request"], Types(await alice.GetAsync("/api/v1/notifications")));

        await DoneAsync(server, () => alice.SendAsync(HttpMethod.Post, $"/api/v1/follow_requests/{bob.ActorId}/authorize"));

        Assert.Equal(["follow"], Types(await alice.GetAsync("/api/v1/notifications")));
    }

    [Theory, EachDatabase]
    public async Task What_others_elsewhere_do_is_told(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var (alice, peer) = (scene.Alice, scene.Peer);
        var notice = await alice.PostAsync("About sources");
        await scene.PeerFollowsAliceAsync();
        await scene.DeliverAsync(peer.Activity("Like", "/likes/1", notice.Uri.AbsoluteUri));
        await scene.DeliverAsync(peer.Announce("/announces/1", notice.Uri.AbsoluteUri));
        var reply = peer.Create("<p>I doubt it</p>", "/notes/1");
        reply["object"]!["inReplyTo"] = notice.Uri.AbsoluteUri;
        await scene.DeliverAsync(reply);
        await scene.Server.WaitUntilIdleAsync();

        var told = await alice.GetAsync("/api/v1/notifications");

        Assert.Equal(["favourite", "follow", "mention", "reblog"], Types(told).Order(StringComparer.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task They_are_paged_chosen_counted_and_cleared(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob, mallory) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("mallory"));
        var notice = await alice.PostAsync("About sources");
        await DoneAsync(server, () => bob.FollowAsync(alice));
        await DoneAsync(server, () => bob.LikeAsync(notice.Id));
        await DoneAsync(server, () => bob.RepeatAsync(notice.Id));
        var ids = (await alice.GetAsync("/api/v1/notifications")).Ids();

        Assert.Equal([ids[0]], (await alice.GetAsync("/api/v1/notifications?limit=1")).Ids());
        Assert.Equal([ids[1], ids[2]], (await alice.GetAsync($"/api/v1/notifications?max_id={ids[0]}")).Ids());
        Assert.Equal(["favourite"], Types(await alice.GetAsync("/api/v1/notifications?types[]=favourite&types[]=poll")));
        Assert.Equal(["reblog", "follow"], Types(await alice.GetAsync("/api/v1/notifications?exclude_types[]=favourite")));
        Assert.Empty(Types(await alice.GetAsync($"/api/v1/notifications?account_id={mallory.ActorId}")));
        Assert.Equal(3, (await alice.GetAsync("/api/v1/notifications/unread_count")).GetProperty("count").GetInt32());
        var marker = await alice.SendAsync(HttpMethod.Post, "/api/v1/markers", ("notifications[last_read_id]", ids[1]));
        Assert.Equal((ids[1], 1), (marker.GetProperty("notifications").GetProperty("last_read_id").GetString(), marker.GetProperty("notifications").GetProperty("version").GetInt32()));
        Assert.Equal(1, (await alice.GetAsync("/api/v1/notifications/unread_count")).GetProperty("count").GetInt32());
        Assert.Equal(ids[1], (await alice.GetAsync("/api/v1/markers?timeline[]=notifications&timeline[]=home")).GetProperty("notifications").GetProperty("last_read_id").GetString());

        using (var others = await mallory.Client.GetAsync($"/api/v1/notifications/{ids[0]}"))
            Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        using (var others = await mallory.Client.PostAsync($"/api/v1/notifications/{ids[0]}/dismiss", null))
            Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        await alice.SendAsync(HttpMethod.Post, $"/api/v1/notifications/{ids[0]}/dismiss");
        Assert.Equal(ids.Skip(1), (await alice.GetAsync("/api/v1/notifications")).Ids());
        await alice.SendAsync(HttpMethod.Post, "/api/v1/notifications/clear");
        Assert.Empty((await alice.GetAsync("/api/v1/notifications")).Ids());
    }

    [Theory, EachDatabase]
    public async Task What_many_do_to_the_same_is_told_once(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, o => o.Clock = clock);
        var (alice, bob, carol) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"), await server.SignUpAsync("carol"));
        var notice = await alice.PostAsync("About sources");
        await DoneAsync(server, () => bob.LikeAsync(notice.Id));
        await DoneAsync(server, () => carol.LikeAsync(notice.Id));
        await DoneAsync(server, () => carol.PostAsync("Look, @alice"));

        var told = await alice.GetAsync("/api/v2/notifications");

        var groups = told.GetProperty("notification_groups");
        Assert.Equal(["mention", "favourite"], Types(groups));
        Assert.Equal((1, 2), (groups[0].GetProperty("notifications_count").GetInt32(), groups[1].GetProperty("notifications_count").GetInt32()));
        Assert.Equal([Id(carol.ActorId), Id(bob.ActorId)], groups[1].GetProperty("sample_account_ids").EnumerateArray().Select(i => i.GetString()));
        Assert.Equal(2, told.GetProperty("accounts").GetArrayLength());
        Assert.Contains(Id(notice.Id), told.GetProperty("statuses").Ids());
        var key = groups[1].Text("group_key");
        Assert.Equal([Id(carol.ActorId), Id(bob.ActorId)], (await alice.GetAsync($"/api/v2/notifications/{key}/accounts")).Ids());
        Assert.Equal(key, (await alice.GetAsync($"/api/v2/notifications/{key}")).GetProperty("notification_groups")[0].Text("group_key"));
        Assert.Equal(3, (await alice.GetAsync("/api/v2/notifications?grouped_types[]=reblog")).GetProperty("notification_groups").GetArrayLength());
        using (var others = await bob.Client.GetAsync($"/api/v2/notifications/{key}"))
            Assert.Equal(HttpStatusCode.NotFound, others.StatusCode);
        foreach (var wrong in new[] { "favourite", "favourite-x-1", "favourite-1-99999999999999999", "mention-1-1", "ungrouped-x" })
        {
            using var none = await alice.Client.GetAsync($"/api/v2/notifications/{wrong}");
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }

        await alice.SendAsync(HttpMethod.Post, $"/api/v2/notifications/{key}/dismiss");
        Assert.Equal(["mention"], Types((await alice.GetAsync("/api/v2/notifications")).GetProperty("notification_groups")));
    }

    [Theory, EachDatabase]
    public async Task The_page_shows_what_is_new_until_it_is_read(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var notice = await alice.PostAsync("About sources");
        await DoneAsync(server, () => bob.FollowAsync(alice));
        await DoneAsync(server, () => bob.LikeAsync(notice.Id, "🎉"));
        await DoneAsync(server, () => bob.PostAsync("Did you see this, @alice?"));
        using var page = await Visitor.SignedInAsync(server, alice);

        await page.OpenAsync("/notifications");

        Assert.Equal(3, page.Page.QuerySelectorAll(".told > li.new").Length);
        Assert.Contains("Did you see this", page.Words, StringComparison.Ordinal);
        Assert.Contains("reacted to your notice", page.Words, StringComparison.Ordinal);
        await page.SubmitAsync("/notifications/read");
        Assert.Empty(page.Page.QuerySelectorAll(".told > li.new"));
        Assert.Equal(3, page.Page.QuerySelectorAll(".told > li").Length);
    }

    [Theory, EachDatabase]
    public async Task Who_voted_is_told_that_a_poll_is_over(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, o => o.Clock = clock);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var question = await alice.PostAsync(new Draft("Which?", Poll: new PollDraft(["This", "That"], IsMultiple: false, TimeSpan.FromMinutes(10))));
        await bob.VoteAsync(question.Id, 0);
        await server.WaitUntilIdleAsync();

        clock.Advance(TimeSpan.FromMinutes(11));
        await Wait.UntilAsync(async () => (await bob.GetAsync("/api/v1/notifications")).GetArrayLength() > 0);

        Assert.Equal(["poll"], Types(await bob.GetAsync("/api/v1/notifications")));
        Assert.Equal(["poll"], Types(await alice.GetAsync("/api/v1/notifications")));
    }

    private static async Task DoneAsync(TestServer server, Func<Task> deed)
    {
        await deed();
        await server.WaitUntilIdleAsync();
    }

    private static IEnumerable<string?> Types(JsonElement told) => told.EnumerateArray().Select(t => t.GetProperty("type").GetString());

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
