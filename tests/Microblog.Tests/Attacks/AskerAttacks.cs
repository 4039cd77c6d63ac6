using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Microblog.Actors;
using Microblog.Federation.Documents;
using Microblog.Notices;
using Microblog.Tests.Documents;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Microblog.Tests.Attacks;

/// <summary>Documents asked for by those who must not have them: who do not say who they are, and whom the author blocked.</summary>
public sealed partial class AskerAttacks
{
    private const string Secret = "xyzzy-not-for-you";

    /// <summary>Security catalogue §7-45: no document comes out unsigned by asking for a page, or for anything.</summary>
    [Theory, EachDatabase]
    public async Task Where_documents_are_for_those_who_sign_no_Accept_gets_one_unsigned(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database, o => o.Settings["Federation:AuthorizedFetch"] = "true");
        var notice = await scene.Alice.PostAsync(Secret);
        var paths = scene.Server.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ControllerActionDescriptor>()?.ControllerTypeInfo.Namespace == typeof(AuthorizedFetchAttribute).Namespace)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .ToList();

        Assert.Contains("/notices/{id:long}/activity", paths);
        foreach (var path in paths)
        {
            var ids = path.StartsWith("/users", StringComparison.Ordinal) ? scene.Alice.ActorId : notice.Id;
            var door = Placeholder().Replace(path, ids.ToString(CultureInfo.InvariantCulture));
            foreach (var accept in new[] { null, "*/*", "text/html", "text/html, */*;q=0.1", "application/json", "application/activity+json", "text/html, application/activity+json;q=0.9" })
            {
                using var answer = await scene.Server.AskForAsync(door, accept);
                Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Redirect, $"{door} for {accept}: {answer.StatusCode}");
                Assert.DoesNotContain(Secret, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
                Assert.DoesNotContain("public", answer.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Security catalogue §7-45: whom a person here blocked reads nothing of theirs that is signed for, though others of that server do.</summary>
    [Theory, EachDatabase]
    public async Task Who_is_blocked_by_a_person_gets_none_of_their_documents(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var (eve, frank, server) = (strangers.Meet("one.test", "eve"), strangers.Meet("one.test", "frank", sharesKey: true), strangers.Meet("one.test", "instance.actor", sharesKey: true));
        server.Document["type"] = "Application";
        await frank.SendAsync(scene.Server, frank.Activity("Follow", "/follows/1", scene.Alice.Actor.Uri.AbsoluteUri)).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.SearchAsync(eve.Id.AbsoluteUri);
        await scene.Alice.BlockAsync(await scene.Alice.KnowsAsync(eve.Id));
        var (open, notice) = (await scene.Alice.PostAsync(Secret), await scene.Alice.PostAsync(Secret, Visibility.Followers));
        await scene.Server.WaitUntilIdleAsync();

        var user = $"/users/{scene.Alice.ActorId}";
        foreach (var path in new[] { $"/notices/{open.Id}", $"/notices/{open.Id}/activity", $"/notices/{notice.Id}", $"/notices/{notice.Id}/activity" })
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(frank, scene, path));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, scene, path));
        }

        string[] paths =
        [
            $"/notices/{open.Id}", $"/notices/{open.Id}/activity", $"/notices/{notice.Id}", $"/notices/{notice.Id}/activity", $"/notices/{open.Id}/replies", $"/notices/{open.Id}/likes",
            $"/notices/{open.Id}/shares", $"{user}/outbox", $"{user}/outbox?page=true", $"{user}/featured", $"{user}/followers?page=true", $"{user}/following", $"{user}/liked",
        ];
        foreach (var path in paths)
        {
            using var answer = await eve.AskAsync(scene.Server, path);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{path}: {answer.StatusCode}");
            Assert.DoesNotContain("public", answer.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
        }

        await scene.Alice.UnblockAsync(await scene.Alice.KnowsAsync(eve.Id));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(eve, scene, $"/notices/{open.Id}"));
    }

    /// <summary>Security catalogue §7-45: the key must be had by whoever is sent a Block, and nothing else of the person.</summary>
    [Theory, EachDatabase]
    public async Task Who_is_blocked_by_a_person_gets_of_their_actor_what_signatures_are_checked_with(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.Alice.ChangeProfileAsync(new ProfileChanges(DisplayName: Secret, Note: Secret));
        await scene.Alice.BlockAsync(await scene.Alice.KnowsAsync(scene.Peer.ActorId));

        using var answer = await scene.Peer.AskAsync(scene.Server, $"/users/{scene.Alice.ActorId}");
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("publicKeyPem", body, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, body, StringComparison.Ordinal);
        Assert.DoesNotContain("outbox", body, StringComparison.Ordinal);
        Assert.Equal("no-store, private", answer.Headers.CacheControl!.ToString());
    }

    /// <summary>Security catalogue §7-45: a neighbour of who is named has no part in a direct notice; their server may ask for them.</summary>
    [Theory, EachDatabase]
    public async Task A_direct_notice_is_for_who_is_named_and_not_for_a_neighbour(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var (eve, frank, server) = (strangers.Meet("one.test", "eve"), strangers.Meet("one.test", "frank", sharesKey: true), strangers.Meet("one.test", "instance.actor", sharesKey: true));
        server.Document["type"] = "Application";
        await scene.SearchAsync(eve.Id.AbsoluteUri);
        var notice = await scene.Alice.PostAsync($"@{eve.Address} {Secret}", Visibility.Direct);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(eve, scene, $"/notices/{notice.Id}"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, scene, $"/notices/{notice.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(frank, scene, $"/notices/{notice.Id}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(frank, scene, $"/notices/{notice.Id}/activity"));
    }

    /// <summary>Security catalogue §7-45: a new document is not forgotten; an actor has its own way, and what is nobody's alone none.</summary>
    [Fact]
    public void Every_document_of_a_person_is_hidden_from_whom_they_blocked()
    {
        var open = new[] { typeof(ActorController), typeof(EmojiController), typeof(QuoteStampController) };
        var documents = typeof(HideFromBlockedAttribute).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(HideFromBlockedAttribute).Namespace && t.IsAssignableTo(typeof(ControllerBase)))
            .Except(open)
            .ToList();

        Assert.NotEmpty(documents);
        Assert.All(documents, d => Assert.True(d.GetCustomAttribute<HideFromBlockedAttribute>() is not null, d.Name));
    }

    [GeneratedRegex("\\{[^}]+\\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();

    private static async Task<HttpStatusCode> StatusAsync(Stranger who, Scene scene, string path)
    {
        using var answer = await who.AskAsync(scene.Server, path);
        return answer.StatusCode;
    }
}
