using System.Text.Json.Nodes;
using Microblog.Tests.Media;

namespace Microblog.Tests.Peers;

/// <summary>Edits, other kinds of objects and what hangs on a notice, between our server and one made of Fedify.</summary>
public sealed class FedifyContentTests(FedifyPair pair)
{
    [FedifyFact]
    public async Task A_notice_said_anew_is_heard_anew()
    {
        var scene = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();
        var status = await scene.Alice.PostAsync(new { status = "frist" });
        var uri = (string)status["uri"]!;
        await scene.FedifyHearsAsync("Create", uri);

        await scene.Alice.Phone.AskAsync(HttpMethod.Put, $"/api/v1/statuses/{(string)status["id"]!}", FedifyServer.Json(new { status = "first" }));

        var update = await scene.FedifyHearsAsync("Update", uri);
        Assert.Equal("<p>first</p>", (string?)update.Object["content"]);
        Assert.NotNull((string?)update.Object["updated"]);
        Assert.Equal("valid", update.Proof);
    }

    [FedifyTheory]
    [InlineData("image", "/pictures/cat.png", "image/png")]
    [InlineData("video", "/films/cat.mp4", "video/mp4")]
    [InlineData("audio", "/sounds/cat.ogg", "audio/ogg")]
    public async Task Attachments_are_named_with_their_descriptions(string type, string path, string mediaType)
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var file = new Uri(scene.Fedify.Url, path).AbsoluteUri;

        var note = await scene.Bob.PostAsync(new { content = "<p>Look.</p>", attachments = new[] { new[] { file, mediaType, "A cat." } } });

        var attachment = Assert.Single((await scene.Alice.SeesAtHomeAsync(note))["media_attachments"]!.AsArray())!;
        Assert.Equal((type, "A cat.", file), ((string)attachment["type"]!, (string)attachment["description"]!, (string)attachment["remote_url"]!));
    }

    [FedifyFact]
    public async Task An_article_is_a_title_and_a_link()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var page = new Uri(scene.Fedify.Url, "/articles/1").AbsoluteUri;

        var note = await scene.Bob.PostAsync(new { content = "<p>A long story.</p>", article = new[] { "On wikis", page } });

        var content = (string)(await scene.Alice.SeesAtHomeAsync(note))["content"]!;
        Assert.Contains("<strong>On wikis</strong>", content, StringComparison.Ordinal);
        Assert.Contains($"href=\"{page}\"", content, StringComparison.Ordinal);
    }

    [FedifyTheory]
    [InlineData("Page")]
    [InlineData("Video")]
    [InlineData("Image")]
    [InlineData("Audio")]
    [InlineData("Event")]
    public async Task Other_kinds_are_a_title_and_a_link_too(string kind)
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var page = new Uri(scene.Fedify.Url, $"/{kind}/1").AbsoluteUri;

        var note = await scene.Bob.PostAsync(new { content = "<p>See for yourself.</p>", kind, article = new[] { $"One {kind}", page } });

        var content = (string)(await scene.Alice.SeesAtHomeAsync(note))["content"]!;
        Assert.Contains($"<strong>One {kind}</strong>", content, StringComparison.Ordinal);
        Assert.Contains($"href=\"{page}\"", content, StringComparison.Ordinal);
    }

    [FedifyFact]
    public async Task Emoji_of_a_note_are_named_with_their_pictures()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var picture = new Uri(scene.Fedify.Url, "/blobcat.png").AbsoluteUri;

        var note = await scene.Bob.PostAsync(new { content = "<p>:blobcat: sleeps</p>", emojis = new[] { new[] { "blobcat", picture } } });

        var emoji = Assert.Single((await scene.Alice.SeesAtHomeAsync(note))["emojis"]!.AsArray())!;
        Assert.Equal("blobcat", (string)emoji["shortcode"]!);
        Assert.StartsWith("/media/emojis/", new Uri((string)emoji["url"]!).AbsolutePath, StringComparison.Ordinal);
    }

    [FedifyFact]
    public async Task An_emoji_from_here_is_named_in_the_note_and_has_an_address()
    {
        var scene = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();
        var file = Path.Combine(scene.Ours.Directory, "wiki.png");
        await File.WriteAllBytesAsync(file, Pictures.Png(16, 16), TestContext.Current.CancellationToken);
        var imported = await scene.Ours.RunAsync("emoji", "import", "wiki_globe", file);
        Assert.True(imported.Status == 0, imported.Complaint);

        var status = await scene.Alice.PostAsync(new { status = "Turn the :wiki_globe: round." });

        var create = await scene.FedifyHearsAsync("Create", (string)status["uri"]!);
        var tag = create.Object["tag"] is JsonArray tags ? Assert.Single(tags)! : create.Object["tag"]!;
        Assert.Equal(("Emoji", ":wiki_globe:"), ((string)tag["type"]!, (string)tag["name"]!));
        var read = await scene.Bob.TryAsync("fetch", new { url = (string)tag["id"]! });
        Assert.Equal(("Emoji", (string?)tag["icon"]!["url"]), ((string?)read["kind"], (string?)read["parsed"]!["icon"]!["url"]));
    }

    [FedifyFact]
    public async Task What_was_typed_is_sent_along()
    {
        var scene = await pair.MeetAsync();
        await scene.BobFollowsAliceAsync();

        var status = await scene.Alice.PostAsync(new { status = "See https://wiki.example/ & say <so>." });

        var source = (await scene.FedifyHearsAsync("Create", (string)status["uri"]!)).Object["source"]!;
        Assert.Equal(("See https://wiki.example/ & say <so>.", "text/plain"), ((string)source["content"]!, (string)source["mediaType"]!));
    }

    [FedifyFact]
    public async Task Answers_and_conversation_of_a_notice_are_collections()
    {
        var scene = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        var uri = (string)(await scene.Alice.PostAsync(new { status = "Talk to me." }))["uri"]!;

        var reply = await scene.Bob.PostAsync(new { content = "<p>Hello.</p>", inReplyTo = uri, to = new[] { await scene.Alice.IdAsync() } });

        await scene.Alice.SeesAtHomeAsync(reply);
        Assert.Equal([reply.AbsoluteUri], await WalkAsync(scene, uri, "replies"));
        Assert.Contains(uri, await WalkAsync(scene, uri, "context"));
    }

    private static async Task<IReadOnlyList<string>> WalkAsync(FedifyScene scene, string uri, string collection)
    {
        var note = (await scene.Bob.TryAsync("fetch", new { url = uri }))["document"]!;
        var url = note[collection] is JsonObject embedded ? (string)embedded["id"]! : (string)note[collection]!;
        return Arrival.Ids((await scene.Bob.TryAsync("walk", new { url }))["ids"]);
    }
}
