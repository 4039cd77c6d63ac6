using System.Net;
using Microblog.Notices;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Pages;

/// <summary>The main job by pages alone: somebody here and somebody on another server.</summary>
public sealed class ElsewhereTests
{
    [Theory]
    [EachDatabase]
    public async Task By_pages_alone_one_finds_follows_reads_answers_and_leaves_somebody_elsewhere(TestDatabase database)
    {
        await using var a = await TestServer.StartAsync(database);
        await using var b = await TestServer.StartAsync(database);
        var alice = await a.SignUpAsync("alice");
        using var bob = await Visitor.SignedInAsync(b, await b.SignUpAsync("bob"));

        await bob.OpenAsync("/follow");
        await bob.SubmitAsync("/follows", ("name", $"@{alice.Address}"));
        Assert.Equal(HttpStatusCode.OK, bob.Status);
        Assert.Equal($"/@{alice.Address}", bob.At.AbsolutePath);
        await b.WaitUntilAsync(db => db.Follows.AnyAsync(f => f.IsAccepted));

        await alice.PostAsync("Hello over there");
        await b.WaitUntilAsync(db => db.Notices.AnyAsync());
        await bob.OpenAsync("/home");
        Assert.Contains("Hello over there", bob.Words, StringComparison.Ordinal);

        var notice = await b.AskAsync(db => db.Notices.Select(n => n.Id).SingleAsync());
        await bob.OpenAsync($"/@{alice.Address}/{notice}");
        Assert.Equal(HttpStatusCode.OK, bob.Status);
        await bob.SubmitAsync("/notices", ("text", $"@{alice.Address} hello back"));
        await a.WaitUntilAsync(db => db.Notices.AnyAsync(n => n.InReplyToId != null));

        await bob.OpenAsync($"/@{alice.Address}");
        await bob.SubmitAsync($"/follows/{await b.AskAsync(db => db.Actors.Where(x => x.Host != "").Select(x => x.Id).SingleAsync())}/end");
        await a.WaitUntilAsync(async db => !await db.Follows.AnyAsync());
    }

    [Fact]
    public async Task A_persons_own_address_with_our_host_leads_to_their_page()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        using var visitor = new Visitor(server);

        await visitor.OpenAsync($"/@{alice.Address}");

        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Equal("/@alice", visitor.At.AbsolutePath);
    }

    [Fact]
    public async Task A_direct_notice_stands_on_the_homes_of_its_author_and_of_whom_it_names()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var carol = await server.SignUpAsync("carol");
        await carol.FollowAsync(alice);

        await alice.PostAsync("@bob between us", Visibility.Direct);
        await server.WaitUntilIdleAsync();

        Assert.Single(await alice.HomeAsync());
        Assert.Single(await bob.HomeAsync());
        Assert.Empty(await carol.HomeAsync());
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_in_words()
    {
        await using var server = await TestServer.StartAsync();
        using var alice = await Visitor.SignedInAsync(server, await server.SignUpAsync("alice"));
        await alice.OpenAsync("/follow");

        await alice.PostAsync("/follows", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = "alice",
            ["__RequestVerificationToken"] = "another's",
        });

        Assert.Equal(HttpStatusCode.BadRequest, alice.Status);
        Assert.NotNull(alice.Page.QuerySelector("h1"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/xml")]
    public async Task A_program_that_sends_neither_form_nor_json_is_told_so(string? contentType)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        using var body = new ByteArrayContent("<x/>"u8.ToArray());
        if (contentType is not null)
            body.Headers.ContentType = new(contentType);

        using var answer = await alice.Client.PostAsync("/api/v1/statuses", body, TestContext.Current.CancellationToken);

        Assert.InRange((int)answer.StatusCode, 400, 499);
        Assert.Contains("error", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
