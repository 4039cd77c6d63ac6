using System.Net;
using System.Reflection;
using System.Text.Json.Nodes;
using Microblog.Federation;
using Microblog.Federation.Documents;
using Microblog.Moderation;
using Microblog.Moderation.Domains;
using Microblog.Notices;
using Microblog.Tests.Documents;
using Microblog.Tests.Federation;
using Microblog.Tests.Moderation.Domains;
using Microblog.Tests.Support;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>What is for some people, asked for by others: through every door, and by the differences between answers.</summary>
public sealed class PrivacyAttacks
{
    private const string Secret = "xyzzy-among-us";

    /// <summary>Security catalogue §7-43</summary>
    [Theory, EachDatabase]
    public async Task A_private_notice_a_deleted_private_one_and_none_are_answered_alike(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var bob = await scene.Server.SignUpAsync("bob");
        var followers = await scene.Alice.PostAsync(Secret, Visibility.Followers);
        var direct = await scene.Alice.PostAsync(Secret, Visibility.Direct);
        var deleted = await scene.Alice.PostAsync(Secret, Visibility.Followers);
        await scene.Alice.DeleteAsync(deleted);
        await scene.Server.WaitUntilIdleAsync();
        var never = followers.Id + 12345;
        (HttpMethod Method, string Path)[] doors =
        [
            (HttpMethod.Get, "/notices/{0}"), (HttpMethod.Get, "/notices/{0}/activity"), (HttpMethod.Get, "/notices/{0}/likes"), (HttpMethod.Get, "/notices/{0}/shares"), (HttpMethod.Get, "/@alice/{0}"),
            (HttpMethod.Get, "/@alice/{0}/likes"), (HttpMethod.Get, "/@alice/{0}/repeats"), (HttpMethod.Get, "/api/v1/statuses/{0}"), (HttpMethod.Get, "/api/v1/statuses/{0}/favourited_by"),
            (HttpMethod.Get, "/api/v1/statuses/{0}/reblogged_by"), (HttpMethod.Post, "/api/v1/statuses/{0}/favourite"), (HttpMethod.Post, "/api/v1/statuses/{0}/reblog"), (HttpMethod.Post, "/api/v1/statuses/{0}/unfavourite"),
            (HttpMethod.Post, "/api/v1/statuses/{0}/unreblog"), (HttpMethod.Post, "/api/v1/statuses/{0}/pin"), (HttpMethod.Delete, "/api/v1/statuses/{0}"),
        ];
        foreach (var (method, path) in doors)
        {
            foreach (var who in new[] { null, bob })
            {
                var expected = await AnswerAsync(scene, method, path, never, who);
                foreach (var id in new[] { followers.Id, direct.Id, deleted.Id })
                    Assert.Equal(expected, await AnswerAsync(scene, method, path, id, who));
            }
        }

        Assert.Equal(2, await scene.Server.AskAsync(db => db.Notices.CountAsync()));
    }

    /// <summary>Security catalogue §7-43: also whether the key of whoever asks is fetched tells nothing.</summary>
    [Theory, EachDatabase]
    public async Task Who_signs_for_a_notice_does_not_learn_from_our_question_whether_there_is_one(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var notice = await scene.Alice.PostAsync(Secret, Visibility.Followers);
        var (one, other) = (strangers.Meet("one.test", sharesKey: true), strangers.Meet("other.test", sharesKey: true));

        var there = await (await one.AskAsync(scene.Server, $"/notices/{notice.Id}")).AllOfAsync();
        var not = await (await other.AskAsync(scene.Server, $"/notices/{notice.Id + 12345}")).AllOfAsync();

        Assert.Equal(not.Replace($"{notice.Id + 12345}", "", StringComparison.Ordinal), there.Replace($"{notice.Id}", "", StringComparison.Ordinal));
        Assert.Equal(
            strangers.Asked.Count(a => a.Contains("one.test", StringComparison.Ordinal)),
            strangers.Asked.Count(a => a.Contains("other.test", StringComparison.Ordinal)));
    }

    /// <summary>Security catalogue §7-43: what an inbox answers about a notice does not depend on whether there is one.</summary>
    [Theory, EachDatabase]
    public async Task Verbs_about_a_private_notice_are_answered_as_those_about_none(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("evil.test");
        var notice = await scene.Alice.PostAsync(Secret, Visibility.Followers);
        foreach (var verb in new[] { "Like", "Announce", "EmojiReact", "Flag", "Delete", "Undo", "QuoteRequest" })
        {
            var answers = new List<string>();
            foreach (var about in new[] { notice.Uri, new Uri(scene.Server.BaseUrl, "/notices/12345") })
            {
                var activity = mallory.Activity(verb, $"/{verb}/{Guid.NewGuid():N}", about.AbsoluteUri);
                activity["content"] = "x";
                activity["instrument"] = mallory.At("/notes/1").AbsoluteUri;
                using var answer = await mallory.SendAsync(scene.Server, activity);
                answers.Add($"{answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
            }

            Assert.Equal(answers[1], answers[0]);
        }

        await scene.Server.StaysWellAsync();
        Assert.Equal(1, await scene.Server.AskAsync(db => db.Notices.CountAsync()));
        Assert.False(await scene.Server.AskAsync(db => db.Likes.AnyAsync()));
        Assert.DoesNotContain(strangers.Asked, a => a.StartsWith("POST", StringComparison.Ordinal));
    }

    /// <summary>Security catalogue §7-44</summary>
    [Theory, EachDatabase]
    public async Task What_is_for_followers_comes_out_of_no_door(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        await scene.PeerFollowsAliceAsync();
        var bob = await scene.Server.SignUpAsync("bob");
        await using var outsider = await Peer.StartAsync("127.0.0.4");
        var open = await scene.Alice.PostAsync("For all #tag.");
        var notice = await scene.Alice.PostAsync(new Draft($"{Secret} #tag", Visibility.Followers) { InReplyToId = open.Id });
        using var byFollower = await scene.Peer.AskAsync(scene.Server, $"/notices/{notice.Id}");
        Assert.Contains(Secret, await byFollower.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await Wait.UntilAsync(() => Task.FromResult(scene.Peer.Received.Any(a => a.ToJsonString().Contains(Secret, StringComparison.Ordinal))));

        string[] doors =
        [
            "/", "/public", "/tags/tag", "/@alice", $"/@alice/{open.Id}", $"/@alice/{notice.Id}", $"/notices/{notice.Id}", $"/notices/{notice.Id}/activity", $"/notices/{open.Id}",
            $"/users/{scene.Alice.ActorId}/outbox?page=true", $"/users/{scene.Alice.ActorId}/featured", $"/users/{scene.Alice.ActorId}", $"/notices/{open.Id}/shares?page=true", "/api/v1/timelines/public",
            $"/api/v1/accounts/{scene.Alice.ActorId}/statuses", $"/api/v1/statuses/{notice.Id}", $"/api/v1/statuses/{open.Id}", $"/api/v2/search?q={Secret}", "/nodeinfo/2.1",
        ];
        foreach (var door in doors)
        {
            foreach (var accept in new[] { "text/html", "application/activity+json", "application/json" })
            {
                using var answer = await scene.Server.AskForAsync(door, accept);
                Assert.DoesNotContain(Secret, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }

            using var byOutsider = await outsider.AskAsync(scene.Server, door);
            using var byBob = await bob.Client.GetAsync(door, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(Secret, await byOutsider.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, await byBob.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        await outsider.SendAsync(scene.Server, outsider.Announce("/announces/1", notice.Uri.AbsoluteUri)).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Server.StaysWellAsync();
        Assert.DoesNotContain(await bob.HomeAsync(), html => html.Contains(Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(outsider.Received, a => a.ToJsonString().Contains(Secret, StringComparison.Ordinal));
    }

    /// <summary>Security catalogue §7-45</summary>
    [Theory, EachDatabase]
    public async Task A_blocked_server_gets_no_document_by_any_address_and_nothing_private_unsigned(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database, o => o.Settings["Federation:AuthorizedFetch"] = "true");
        await scene.PeerFollowsAliceAsync();
        var (open, notice) = (await scene.Alice.PostAsync("For all."), await scene.Alice.PostAsync(Secret, Visibility.Followers));
        await scene.Server.WaitUntilIdleAsync();
        await scene.Server.DecideAsync(scene.Peer.Host(), PolicyLevel.Block);
        var user = $"/users/{scene.Alice.ActorId}";
        string[] paths =
        [
            $"/notices/{open.Id}", $"/notices/{notice.Id}", $"/notices/{open.Id}/activity", $"/notices/{open.Id}/likes", $"/notices/{open.Id}/shares", user, $"{user}/outbox", $"{user}/outbox?page=true",
            $"{user}/followers", $"{user}/following", $"{user}/liked", $"{user}/featured", $"{user}/followers_synchronization", $"{user}/outbox/", user.ToUpperInvariant(),
        ];
        foreach (var path in paths)
        {
            using var signed = await scene.Peer.AskAsync(scene.Server, path);
            using var unsigned = await scene.Server.AskForAsync(path);
            Assert.True(signed.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{path}: {signed.StatusCode}");
            Assert.True(unsigned.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.NotFound, $"{path}: {unsigned.StatusCode}");
            Assert.DoesNotContain("max-age", signed.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
        }

        await scene.Alice.PostAsync("After.");
        await scene.Server.StaysWellAsync();
        Assert.DoesNotContain(scene.Peer.Received, a => a.ToJsonString().Contains("After.", StringComparison.Ordinal));
    }

    /// <summary>Security catalogue §7-45: a new document is not forgotten.</summary>
    [Fact]
    public void Every_document_refuses_blocked_servers()
    {
        var documents = typeof(AuthorizedFetchAttribute).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(AuthorizedFetchAttribute).Namespace && t.IsAssignableTo(typeof(ControllerBase)))
            .ToList();

        Assert.NotEmpty(documents);
        Assert.All(documents, d => Assert.True(d.GetCustomAttribute<RefuseBlockedPeersAttribute>() is not null, d.Name));
    }

    /// <summary>Security catalogue §7-48</summary>
    [Theory, EachDatabase]
    public async Task A_blocked_actor_elsewhere_does_not_come_back_by_a_move_a_name_or_others_words(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var spammer = strangers.Meet("spam.test", "spammer");
        spammer.Note("/notes/1", "<p>spam one</p>");
        await scene.ShowAsync(spammer.At("/notes/1"));
        var id = await scene.Server.AskAsync(db => db.Actors.Where(a => a.Uri == spammer.Id).Select(a => a.Id).SingleAsync());
        await using (var scope = scene.Server.NewScope())
            await scope.Get<BlockAccount>().RunAsync(id, null, BlockScope.Account, "Spam", null, TestContext.Current.CancellationToken);
        await scene.Server.WaitUntilIdleAsync();

        spammer.Note("/notes/2", "<p>spam two</p>");
        await scene.ShowAsync(spammer.At("/notes/1"));
        await scene.ShowAsync(spammer.At("/notes/2"));
        var quoting = scene.Peer.Create("<p>look</p>", "/notes/quoting");
        quoting["object"]!["quote"] = spammer.At("/notes/2").AbsoluteUri;
        quoting["object"]!["inReplyTo"] = spammer.At("/notes/2").AbsoluteUri;
        await scene.DeliverAsync(quoting);
        spammer.Document["alsoKnownAs"] = new JsonArray(scene.Peer.ActorId.AbsoluteUri);
        await scene.DeliverAsync(scene.Peer.Activity("Move", "/moves/1", scene.Peer.ActorId, spammer.Id));
        spammer.Document["preferredUsername"] = "honest";
        await scene.SearchAsync(spammer.Id.AbsoluteUri);
        var mention = spammer.Create("/notes/3", "<p>spam three</p>");
        mention["object"]!["to"] = scene.Alice.Actor.Uri.AbsoluteUri;
        (await spammer.SendAsync(scene.Server, mention)).Dispose();

        await scene.Server.StaysWellAsync();
        Assert.DoesNotContain(await scene.Alice.HomeAsync(), html => html.Contains("spam", StringComparison.Ordinal));
        Assert.Equal(scene.Peer.ActorId, await scene.Server.AskAsync(db => db.Follows.Select(f => f.Followed!.Uri).SingleAsync()));
        foreach (var door in new[] { "/public", "/@honest@" + spammer.Id.Authority, $"/api/v1/accounts/{id}", $"/api/v1/accounts/{id}/statuses", "/api/v2/search?q=honest", "/api/v1/timelines/public" })
        {
            using var answer = await scene.Alice.Client.GetAsync(door, TestContext.Current.CancellationToken);
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("spam one", body, StringComparison.Ordinal);
            Assert.DoesNotContain("spam two", body, StringComparison.Ordinal);
        }
    }

    private static async Task<string> AnswerAsync(Scene scene, HttpMethod method, string path, long id, Person? who)
    {
        using var request = new HttpRequestMessage(method, string.Format(System.Globalization.CultureInfo.InvariantCulture, path, id));
        if (!path.StartsWith("/api", StringComparison.Ordinal))
            request.Headers.TryAddWithoutValidation("Accept", path.StartsWith("/@", StringComparison.Ordinal) ? "text/html" : "application/activity+json");
        var answer = await (who?.Client ?? scene.Server.PasserBy).SendAsync(request, TestContext.Current.CancellationToken);
        return (await answer.AllOfAsync()).Replace(id.ToString(System.Globalization.CultureInfo.InvariantCulture), "ID", StringComparison.Ordinal);
    }
}
