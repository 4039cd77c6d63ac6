using System.Text.Json.Nodes;
using Microblog.Federation.Remote;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>Chains without end, which strangers let us walk along. What they send too much of is in <see cref="FloodedDoorAttacks"/>.</summary>
public sealed class FloodAttacks
{
    /// <summary>Security catalogue §7-34</summary>
    [Theory, EachDatabase]
    public async Task Chains_of_notices_by_ever_new_actors_on_ever_new_servers_end(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        strangers.Otherwise = (host, path) => path.StartsWith("/users/", StringComparison.Ordinal) ? Actor(new Uri($"http://{host}{path}"))
            : path.StartsWith("/notes/", StringComparison.Ordinal) ? Note(strangers, new Uri($"http://{host}{path}"))
            : null;
        var create = scene.Peer.Create("<p>first</p>", "/notes/0");
        create["object"]!["inReplyTo"] = strangers.At("h1.test", "/notes/1").AbsoluteUri;

        await scene.DeliverAsync(create);

        Assert.InRange(strangers.Asked.Count, 2, PeerDocuments.MostFetches);
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-34</summary>
    [Theory, EachDatabase]
    public async Task Pages_of_pinned_notices_and_answers_without_end_are_read_for_a_while(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("evil.test");
        mallory.Document["featured"] = mallory.At("/pages/0").AbsoluteUri;
        strangers.Otherwise = (host, path) => path.StartsWith("/pages/", StringComparison.Ordinal) ? Page(new Uri($"http://{host}{path}"))
            : path.StartsWith("/notes/", StringComparison.Ordinal) ? Note(strangers, new Uri($"http://{host}{path}"), mallory.Id)
            : null;

        await scene.Alice.FollowAsync(mallory.Id.AbsoluteUri);
        await scene.Server.StaysWellAsync();
        var root = mallory.Note("/notes/root", "<p>root</p>");
        root["replies"] = mallory.At("/pages/0").AbsoluteUri;
        strangers.Serve(mallory.At("/notes/root"), root);
        await scene.ShowAsync(mallory.At("/notes/root"));
        var before = strangers.Asked.Count;
        Assert.InRange(before, 1, PeerDocuments.MostFetches + 10);
        var id = await scene.Server.AskAsync(db => db.Notices.Where(n => n.Uri == mallory.At("/notes/root")).Select(n => n.Id).SingleAsync());
        await using (var scope = scene.Server.NewScope())
            await scope.Get<Microblog.Notices.OpenConversation>().RunAsync(id, TestContext.Current.CancellationToken);
        await scene.Server.StaysWellAsync();

        Assert.InRange(strangers.Asked.Count - before, 2, PeerDocuments.MostFetches);
    }

    private static JsonObject Actor(Uri id) => new()
    {
        ["@context"] = "https://www.w3.org/ns/activitystreams",
        ["id"] = id.AbsoluteUri,
        ["type"] = "Person",
        ["preferredUsername"] = "a" + id.AbsolutePath.Split('/')[^1],
        ["inbox"] = id.AbsoluteUri + "/inbox",
        ["featured"] = id.AbsoluteUri + "/featured",
    };

    // Note n on server n answers note n + 1 on server n + 1.
    private static JsonObject Note(Strangers strangers, Uri id, Uri? author = null)
    {
        var number = int.TryParse(id.AbsolutePath.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : 0;
        return new()
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = id.AbsoluteUri,
            ["type"] = "Note",
            ["attributedTo"] = author?.AbsoluteUri ?? new Uri(id, $"/users/{number}").AbsoluteUri,
            ["content"] = $"<p>{number}</p>",
            ["to"] = new JsonArray("https://www.w3.org/ns/activitystreams#Public"),
            ["inReplyTo"] = strangers.At($"h{number + 1}.test", $"/notes/{number + 1}").AbsoluteUri,
        };
    }

    private static JsonObject Page(Uri id)
    {
        var number = int.Parse(id.AbsolutePath.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
        return new()
        {
            ["@context"] = "https://www.w3.org/ns/activitystreams",
            ["id"] = id.AbsoluteUri,
            ["type"] = "OrderedCollectionPage",
            ["orderedItems"] = new JsonArray(new Uri(id, $"/notes/{number}").AbsoluteUri),
            ["next"] = new Uri(id, $"/pages/{number + 1}").AbsoluteUri,
        };
    }
}
