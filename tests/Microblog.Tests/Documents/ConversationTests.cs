using System.Net;
using System.Text.Json;
using Microblog.Media;
using Microblog.Notices;
using Microblog.Notices.Polls;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Documents;

/// <summary>Replies, conversations, and all that a note from here can hold.</summary>
public sealed class ConversationTests
{
    [Theory, EachDatabase]
    public async Task Replies_and_conversation_list_page_by_page_what_everybody_may_read(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var root = await alice.PostAsync("root");
        var replies = new List<Notice>();
        for (var i = 0; i < 23; i++)
            replies.Add(await alice.PostAsync(new Draft($"reply {i}", Visibility.Unlisted, root.Id)));
        var deeper = await alice.PostAsync(new Draft("deeper", InReplyToId: replies[0].Id));
        await alice.PostAsync(new Draft("hidden", Visibility.Followers, root.Id));
        await alice.PostAsync(new Draft("@alice direct", Visibility.Direct, root.Id));

        var note = NoteParser.Parse(await server.DocumentAsync($"/notices/{replies[3].Id}"));
        Assert.Equal(new Uri(server.BaseUrl, $"/contexts/{root.Id}"), note.Context);
        Assert.Equal(note.Context!.AbsoluteUri, note.Conversation);
        Assert.Equal(new Uri(server.BaseUrl, $"/notices/{replies[3].Id}/replies"), note.Replies);
        Assert.Equal(new NoteSource("reply 3", "text/plain"), note.Source);

        var newestFirst = replies.Select(r => r.Uri.AbsoluteUri).Reverse().ToList();
        Assert.Equal(newestFirst, await AllItemsAsync(server, $"/notices/{root.Id}/replies"));
        Assert.Equal([deeper.Uri.AbsoluteUri, .. newestFirst, root.Uri.AbsoluteUri], await AllItemsAsync(server, $"/contexts/{root.Id}"));
    }

    [Theory, EachDatabase]
    public async Task The_replies_and_conversation_of_what_is_hidden_look_as_if_it_had_never_been(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var hidden = await alice.PostAsync("hidden", Visibility.Followers);

        foreach (var path in new[] { "/notices/{0}/replies", "/contexts/{0}", "/notices/{0}/replies?page=true", "/contexts/{0}?page=true" })
        {
            using var ofHidden = await server.AskForAsync(path.Replace("{0}", $"{hidden.Id}", StringComparison.Ordinal));
            using var ofNothing = await server.AskForAsync(path.Replace("{0}", "1", StringComparison.Ordinal));
            Assert.Equal(HttpStatusCode.NotFound, ofHidden.StatusCode);
            Assert.Equal(await ofNothing.AllOfAsync(), await ofHidden.AllOfAsync());
        }
    }

    [Theory, EachDatabase]
    public async Task A_question_with_attachments_says_all_there_is_to_say(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var notice = await alice.PostAsync(new Draft("Which?", Poll: new PollDraft(["one", "two"], IsMultiple: true, TimeSpan.FromHours(1))));
        await bob.VoteAsync(notice.Id, 1);
        await AttachFilmAsync(server, notice.Id);

        var note = NoteParser.Parse(await server.DocumentAsync($"/notices/{notice.Id}"));

        Assert.Equal("Question", note.Type);
        Assert.True(note.Poll!.IsMultiple);
        Assert.Equal([new NotePollChoice("one", 0), new NotePollChoice("two", 1)], note.Poll.Choices);
        Assert.Equal((1L, null), (note.Poll.Voters, note.Poll.Closed));
        Assert.Equal(notice.Poll!.ClosesAt!.Value.ToUnixTimeMilliseconds(), note.Poll.EndTime!.Value.ToUnixTimeMilliseconds());
        var attachment = Assert.Single(note.Attachments);
        Assert.Equal(
            new NoteAttachment("Video", new Uri(server.BaseUrl, "/media/1.webm"), "video/webm")
            {
                Description = "A <film>",
                Blurhash = "LEHV6nWB2yk8pyo0adR*.7kCMdnj",
                Focus = new FocalPoint(-0.25, 0.5),
                Width = 640,
                Height = 480,
                Duration = TimeSpan.FromSeconds(12.5),
                Preview = new Uri(server.BaseUrl, "/media/1.png"),
            },
            attachment);
    }

    private static Task<int> AttachFilmAsync(TestServer server, long noticeId) => server.AskAsync(db =>
    {
        db.Attachments.Add(new Attachment
        {
            Id = 1,
            NoticeId = noticeId,
            Position = 0,
            Kind = AttachmentKind.Video,
            MediaType = "video/webm",
            RemoteUrl = new Uri(server.BaseUrl, "/media/1.webm"),
            PreviewUrl = new Uri(server.BaseUrl, "/media/1.png"),
            Description = "A <film>",
            Blurhash = "LEHV6nWB2yk8pyo0adR*.7kCMdnj",
            FocalX = -0.25,
            FocalY = 0.5,
            Width = 640,
            Height = 480,
            Duration = 12.5,
        });
        return db.SaveChangesAsync();
    });

    private static async Task<List<string>> AllItemsAsync(TestServer server, string collection)
    {
        using var whole = JsonDocument.Parse(await server.DocumentAsync(collection));
        var items = new List<string>();
        for (var next = whole.RootElement.Text("first"); next is not null;)
        {
            using var page = JsonDocument.Parse(await server.DocumentAsync(new Uri(next).PathAndQuery));
            var shown = page.RootElement.GetProperty("orderedItems");
            items.AddRange(shown.ValueKind == JsonValueKind.Array ? shown.EnumerateArray().Select(i => i.GetString()!) : [shown.GetString()!]);
            Assert.InRange(items.Count, 1, 100);
            next = page.RootElement.TryGetProperty("next", out var following) ? following.GetString() : null;
        }

        Assert.Equal(whole.RootElement.GetProperty("totalItems").GetInt32(), items.Count);
        return items;
    }
}
