using System.Text.Json.Nodes;
using Microblog.Emojis;
using Microblog.Media;
using Microblog.Notices;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Federation;

/// <summary>All that a note from elsewhere can hold, stored and shown.</summary>
public sealed class NotesInFullTests
{
    private static readonly string[] OtherTypes = ["Article", "Page", "Video", "Image", "Audio", "Event"];

    [Theory, EachDatabase]
    public async Task Attachments_are_listed_with_their_descriptions_and_loaded_from_nowhere(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var create = scene.Peer.Create("<p>Look.</p>", "/notes/1");
        create["object"]!["sensitive"] = true;
        create["object"]!["attachment"] = new JsonArray(
            Picture(scene.Peer, "A <cat> \"asleep\""),
            new JsonObject { ["type"] = "Document", ["mediaType"] = "audio/ogg", ["url"] = new Uri(scene.Peer.BaseUrl, "/a.ogg").AbsoluteUri });
        await scene.DeliverAsync(create);

        var media = (await scene.Alice.GetAsync("/api/v1/timelines/home"))[0].GetProperty("media_attachments");
        Assert.Equal(["image", "audio"], media.EnumerateArray().Select(m => m.Text("type")));
        Assert.Equal(new Uri(scene.Peer.BaseUrl, "/cat.png").AbsoluteUri, media[0].Text("remote_url"));
        Assert.Equal("A <cat> \"asleep\"", media[0].Text("description"));
        Assert.Equal("LEHV6nWB2yk8pyo0adR*.7kCMdnj", media[0].Text("blurhash"));
        var meta = media[0].GetProperty("meta");
        Assert.Equal((640, 480), (meta.GetProperty("original").GetProperty("width").GetInt32(), meta.GetProperty("original").GetProperty("height").GetInt32()));
        Assert.Equal(-0.5, meta.GetProperty("focus").GetProperty("x").GetDouble());

        using var visitor = await Visitor.SignedInAsync(scene.Server, scene.Alice);
        await visitor.OpenAsync("/home");
        var figure = visitor.Page.QuerySelector("details .attachments figure")!;
        Assert.Contains("A <cat> \"asleep\"", figure.TextContent, StringComparison.Ordinal);
        Assert.Contains(scene.Peer.BaseUrl.Authority, figure.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(visitor.Page.QuerySelectorAll("img, video, audio, source"), i => i.OuterHtml.Contains(scene.Peer.BaseUrl.Authority, StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task Emoji_are_of_the_senders_server_alone_and_the_newest_counts(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        await scene.DeliverAsync(WithEmoji(scene.Peer, "/notes/1", Emoji(scene.Peer, "blob", "/new.png", "2026-01-02T00:00:00Z")));
        await scene.DeliverAsync(WithEmoji(scene.Peer, "/notes/2", Emoji(scene.Peer, "blob", "/old.png", "2026-01-01T00:00:00Z")));
        var foreign = Emoji(scene.Peer, "stolen", "/stolen.png");
        foreign["id"] = "https://elsewhere.example/emojis/stolen";
        await scene.DeliverAsync(WithEmoji(scene.Peer, "/notes/3", foreign));

        var emoji = await scene.Server.AskAsync(db => db.Emojis.SingleAsync());
        Assert.Equal((scene.Peer.BaseUrl.Authority, "blob", new Uri(scene.Peer.BaseUrl, "/new.png")), (emoji.Host, emoji.Shortcode, emoji.ImageUrl));

        var status = (await scene.Alice.GetAsync("/api/v1/timelines/home"))[0];
        var address = Assert.Single(status.GetProperty("emojis").EnumerateArray()).Text("url");
        Assert.StartsWith(new Uri(scene.Server.BaseUrl, $"/media/emojis/{emoji.Id}/").AbsoluteUri, address, StringComparison.Ordinal);
        using var visitor = await Visitor.SignedInAsync(scene.Server, scene.Alice);
        await visitor.OpenAsync("/home");
        var shown = visitor.Page.QuerySelector(".text img.emoji")!;
        Assert.Equal((":blob:", new Uri(address).AbsolutePath), (shown.GetAttribute("alt"), shown.GetAttribute("src")));
        Assert.Contains(scene.Peer.BaseUrl.Authority, shown.GetAttribute("title"), StringComparison.Ordinal);
        Assert.DoesNotContain("new.png", visitor.Source, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task What_is_no_note_is_shown_by_its_title_its_beginning_and_a_link(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        foreach (var (type, n) in OtherTypes.Select((t, n) => (t, n)))
        {
            var create = scene.Peer.Create("<h2>Chapter</h2>" + string.Concat(Enumerable.Repeat("<p>Many words in a row.</p>", 200)), $"/notes/{n}");
            create["object"]!["type"] = type;
            create["object"]!["name"] = $"On {type}s <script>";
            create["object"]!["url"] = new Uri(scene.Peer.BaseUrl, $"/pages/{n}").AbsoluteUri;
            await scene.DeliverAsync(create);
        }

        var notices = await scene.Server.AskAsync(db => db.Notices.ToListAsync());
        Assert.Equal(Enum.GetValues<NoticeKind>().Order(), notices.Select(n => n.Kind!.Value).Order());
        Assert.All(notices, n =>
        {
            Assert.StartsWith($"<p><strong>On {n.Kind}s &lt;script&gt;</strong></p>", n.Html.Value, StringComparison.Ordinal);
            Assert.Contains("Many words", n.Html.Value, StringComparison.Ordinal);
            Assert.Contains($"href=\"{n.Url!.AbsoluteUri}\"", n.Html.Value, StringComparison.Ordinal);
            Assert.InRange(n.Html.Value.Length, 1_000, 4_000);
            Assert.Null(n.Summary);
        });
        using var visitor = await Visitor.SignedInAsync(scene.Server, scene.Alice);
        await visitor.OpenAsync("/home");
        Assert.Equal(6, visitor.Page.QuerySelectorAll(".said > footer > .tag").Length);
    }

    [Theory, EachDatabase]
    public async Task An_answer_that_came_before_its_parent_joins_it_and_conversation_and_language_are_kept(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var answer = scene.Peer.Create("<p>answer</p>", "/notes/2");
        answer["object"]!["inReplyTo"] = new Uri(scene.Peer.BaseUrl, "/notes/1").AbsoluteUri;
        answer["object"]!["contentMap"] = new JsonObject { ["de"] = "<p>answer</p>" };
        await scene.DeliverAsync(answer);
        Assert.Null(await scene.Server.AskAsync(db => db.Notices.Select(n => n.InReplyToId).SingleAsync()));

        var parent = scene.Peer.Create("<p>question</p>", "/notes/1");
        parent["object"]!["context"] = new Uri(scene.Peer.BaseUrl, "/contexts/1").AbsoluteUri;
        parent["object"]!["replies"] = new Uri(scene.Peer.BaseUrl, "/notes/1/replies").AbsoluteUri;
        await scene.DeliverAsync(parent);

        var (first, second) = await scene.Server.AskAsync(async db => (
            await db.Notices.SingleAsync(n => n.InReplyToUri == null), await db.Notices.SingleAsync(n => n.InReplyToUri != null)));
        Assert.Equal(first.Id, second.InReplyToId);
        Assert.Equal("de", second.Language);
        Assert.Equal(new Uri(scene.Peer.BaseUrl, "/contexts/1"), first.Context);
        Assert.Equal(new Uri(scene.Peer.BaseUrl, "/notes/1/replies"), first.RepliesUri);

        var reply = await scene.Alice.PostAsync(new Draft("I answer, too.", InReplyToId: first.Id));
        Assert.Equal((first.Context, first.Uri), (reply.Context, reply.InReplyToUri));
    }

    [Theory, EachDatabase]
    public async Task A_hundred_thousand_of_anything_are_cut_to_the_limits(TestDatabase database)
    {
        const int Many = 4_000;
        await using var scene = await Scene.SetAsync(database);
        var create = scene.Question("/notes/1", [.. Enumerable.Range(0, 600).Select(n => ($"choice {n}", n))]);
        create["object"]!["tag"] = new JsonArray([.. Enumerable.Range(0, Many).Select(n => Emoji(scene.Peer, $"e{n}", "/e.png"))]);
        create["object"]!["attachment"] = new JsonArray([.. Enumerable.Range(0, 50).Select(n => Picture(scene.Peer, $"{n}"))]);
        create["object"]!["content"] = string.Join(' ', Enumerable.Range(0, 2_000).Select(n => $":e{n}:"));
        using var answer = await scene.Peer.SendAsync(scene.Server, create);
        await scene.Server.WaitUntilIdleAsync();

        // So many properties are no document that is read; fewer are read up to the limits.
        if (!answer.IsSuccessStatusCode)
        {
            Assert.False(await scene.Server.AskAsync(db => db.Notices.AnyAsync()));
            create["object"]!["tag"] = new JsonArray([.. Enumerable.Range(0, 900).Select(n => Emoji(scene.Peer, $"e{n}", "/e.png"))]);
            await scene.DeliverAsync(create);
        }

        Assert.Equal(Attachment.Most, await scene.Server.AskAsync(db => db.Attachments.CountAsync()));
        Assert.Equal(20, await scene.Server.AskAsync(db => db.PollOptions.CountAsync()));
        Assert.InRange(await scene.Server.AskAsync(db => db.Emojis.CountAsync()), 1, 100);
        Assert.InRange((await scene.Alice.GetAsync("/api/v1/timelines/home"))[0].GetProperty("emojis").GetArrayLength(), 1, 100);
    }

    [Fact]
    public async Task A_server_that_makes_up_emoji_without_end_is_remembered_only_so_far()
    {
        await using var scene = await Scene.SetAsync(TestDatabase.Sqlite);
        await scene.Server.AskAsync(async db =>
        {
            db.Emojis.AddRange(Enumerable.Range(1, CustomEmoji.MostOfHost).Select(n => new CustomEmoji
            {
                Id = n,
                Shortcode = $"e{n}",
                Host = scene.Peer.BaseUrl.Authority,
                ImageUrl = scene.Peer.BaseUrl,
                UpdatedAt = DateTimeOffset.UnixEpoch,
            }));
            return await db.SaveChangesAsync();
        });

        await scene.DeliverAsync(WithEmoji(scene.Peer, "/notes/1", Emoji(scene.Peer, "more", "/more.png"), Emoji(scene.Peer, "e7", "/seven.png")));

        Assert.Equal(CustomEmoji.MostOfHost, await scene.Server.AskAsync(db => db.Emojis.CountAsync()));
        Assert.Equal(new Uri(scene.Peer.BaseUrl, "/seven.png"), await scene.Server.AskAsync(db => db.Emojis.Where(e => e.Shortcode == "e7").Select(e => e.ImageUrl).SingleAsync()));
    }

    internal static JsonObject Picture(Peer peer, string description) => new()
    {
        ["type"] = "Document",
        ["mediaType"] = "image/png",
        ["url"] = new Uri(peer.BaseUrl, "/cat.png").AbsoluteUri,
        ["name"] = description,
        ["blurhash"] = "LEHV6nWB2yk8pyo0adR*.7kCMdnj",
        ["focalPoint"] = new JsonArray(-0.5, 0.25),
        ["width"] = 640,
        ["height"] = 480,
    };

    internal static JsonObject Emoji(Peer peer, string shortcode, string picture, string? updated = null) => new()
    {
        ["id"] = new Uri(peer.BaseUrl, $"/emojis/{shortcode}").AbsoluteUri,
        ["type"] = "Emoji",
        ["name"] = $":{shortcode}:",
        ["updated"] = updated,
        ["icon"] = new JsonObject { ["type"] = "Image", ["mediaType"] = "image/png", ["url"] = new Uri(peer.BaseUrl, picture).AbsoluteUri },
    };

    private static JsonObject WithEmoji(Peer peer, string id, params JsonObject[] emojis)
    {
        var create = peer.Create("<p>Look :blob: and :more:</p>", id);
        create["object"]!["tag"] = new JsonArray([.. emojis]);
        return create;
    }
}
