using System.Net;
using Microblog.Actors;
using Microblog.Notices;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Notices;

/// <summary>Whom a notice is for, and what its page says once it is deleted.</summary>
public sealed class AddresseesTests
{
    [Theory, EachDatabase]
    public async Task Only_those_named_with_their_own_server_are_addressed(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var author = await server.SignUpAsync("author");
        var bob = await server.SignUpAsync("bob");
        await server.SignUpAsync("alice");
        await AddRemoteAsync(server, 11, "alice");
        await AddRemoteAsync(server, 12, "bob");

        var notice = await author.PostAsync("@bob @alice@remote.example hello", Visibility.Direct);

        var addressed = await server.AskAsync(db => db.Addressees.Where(a => a.NoticeId == notice.Id).Select(a => a.ActorId).ToListAsync());
        Assert.Equal([11, bob.ActorId], addressed.Order());
    }

    [Theory]
    [InlineData(Visibility.Public, HttpStatusCode.Gone)]
    [InlineData(Visibility.Followers, HttpStatusCode.NotFound)]
    [InlineData(Visibility.Direct, HttpStatusCode.NotFound)]
    public async Task The_page_of_a_deleted_notice_says_that_it_is_gone_only_if_all_could_read_it(Visibility visibility, HttpStatusCode expected)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var notice = await alice.PostAsync("Hello.", visibility);
        await alice.DeleteAsync(notice);
        using var visitor = new Visitor(server);

        await visitor.OpenAsync($"/@alice/{notice.Id}");

        Assert.Equal(expected, visitor.Status);
    }

    [Theory, EachDatabase]
    public async Task Answers_that_are_not_for_a_reader_do_not_crowd_out_those_that_are(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var question = await alice.PostAsync("What?");
        for (var i = 0; i < 101; i++)
            await alice.PostAsync(new Draft("Hidden.", Visibility.Direct, question.Id));
        var answer = await alice.PostAsync(new Draft("For everybody.", InReplyToId: question.Id));
        using var visitor = new Visitor(server);

        await visitor.OpenAsync($"/@alice/{question.Id}");
        Assert.Contains("For everybody.", visitor.Words, StringComparison.Ordinal);
        await visitor.OpenAsync($"/@alice/{answer.Id}");
        Assert.Contains("What?", visitor.Words, StringComparison.Ordinal);
    }

    private static Task AddRemoteAsync(TestServer server, long id, string name) => server.AskAsync(db =>
    {
        var uri = new Uri($"https://remote.example/{name}");
        db.Actors.Add(new Actor
        {
            Id = id,
            Uri = uri,
            Handle = name,
            HandleKey = name,
            Host = "remote.example",
            DisplayName = name,
            Inbox = uri,
            CreatedAt = DateTimeOffset.UnixEpoch,
        });
        return db.SaveChangesAsync();
    });
}
