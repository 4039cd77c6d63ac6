using System.Net;
using System.Text.Json;
using Microblog.Notices;
using Microblog.Notices.Quotes;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Documents;
using Microblog.Tests.Pages;
using Microblog.Tests.Relations;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Notices;

/// <summary>Quotes among people here: agreed to at once where the author lets them, and shown to who may read both.</summary>
public sealed class QuoteTests
{
    [Theory, EachDatabase]
    public async Task Client_apps_quote_see_it_and_take_it_back(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var said = await bob.PostAsync("Words of bob");

        var quoting = await alice.SendAsync(
            HttpMethod.Post, "/api/v1/statuses", ("status", "Hear, hear."), ("quoted_status_id", $"{said.Id}"), ("quote_approval_policy", "nobody"));
        Assert.Equal(("accepted", $"{said.Id}"), (quoting.GetProperty("quote").Text("state"), quoting.GetProperty("quote").GetProperty("quoted_status").Text("id")));
        Assert.Equal(("denied", "automatic"), (await Approval(bob, quoting.Text("id")), await Approval(alice, quoting.Text("id"))));
        Assert.Equal(1, (await bob.GetAsync($"/api/v1/statuses/{said.Id}")).GetProperty("quotes_count").GetInt32());
        Assert.Equal([quoting.Text("id")], (await bob.GetAsync($"/api/v1/statuses/{said.Id}/quotes")).Ids());

        // What is quoted in what is quoted is only named.
        var further = await alice.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "As I said"), ("quoted_status_id", quoting.Text("id")));
        var inner = further.GetProperty("quote").GetProperty("quoted_status").GetProperty("quote");
        Assert.Equal(("accepted", $"{said.Id}"), (inner.Text("state"), inner.Text("quoted_status_id")));
        Assert.False(inner.TryGetProperty("quoted_status", out _));

        using (var notHers = await alice.TryAsync(HttpMethod.Post, $"/api/v1/statuses/{said.Id}/quotes/{quoting.Text("id")}/revoke"))
            Assert.Equal(HttpStatusCode.NotFound, notHers.StatusCode);
        var revoked = await bob.SendAsync(HttpMethod.Post, $"/api/v1/statuses/{said.Id}/quotes/{quoting.Text("id")}/revoke");
        Assert.Equal("revoked", revoked.GetProperty("quote").Text("state"));
        Assert.DoesNotContain("Words of bob", revoked.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(0, (await bob.GetAsync($"/api/v1/statuses/{said.Id}")).GetProperty("quotes_count").GetInt32());
    }

    [Theory, EachDatabase]
    public async Task The_author_says_who_may_quote(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var said = await bob.PostAsync(new Draft("For followers to quote", QuotePolicy: QuotePolicy.Followers));
        var secret = await bob.PostAsync("For followers", Visibility.Followers);

        Assert.Equal(Refusal.CannotQuote, await PersonalBlockTests.RefusalOf(() => QuoteAsync(alice, said)));
        Assert.Equal(Refusal.NotFound, await PersonalBlockTests.RefusalOf(() => QuoteAsync(alice, secret)));
        await alice.FollowAsync(bob);
        await QuoteAsync(alice, said);
        Assert.Equal(Refusal.CannotQuote, await PersonalBlockTests.RefusalOf(() => QuoteAsync(alice, secret)));

        var changed = await bob.SendAsync(HttpMethod.Put, $"/api/v1/statuses/{said.Id}/interaction_policy", ("quote_approval_policy", "nobody"));
        Assert.Empty(changed.GetProperty("quote_approval").GetProperty("automatic").EnumerateArray());
        Assert.Equal(Refusal.CannotQuote, await PersonalBlockTests.RefusalOf(() => QuoteAsync(alice, said)));
        using var misspelt = await bob.TryAsync(HttpMethod.Put, $"/api/v1/statuses/{said.Id}/interaction_policy", ("quote_approval_policy", "some"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, misspelt.StatusCode);
        await bob.BlockAsync(alice.ActorId);
        var open = await bob.PostAsync("For all but alice");
        Assert.Equal(Refusal.NotFound, await PersonalBlockTests.RefusalOf(() => QuoteAsync(alice, open)));
    }

    [Theory, EachDatabase]
    public async Task What_is_quoted_is_shown_only_to_those_who_may_read_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var secret = await alice.PostAsync("For my followers", Visibility.Followers);
        var quoting = await alice.PostAsync(new Draft("Remember?", QuotedId: secret.Id));
        Assert.Equal(Visibility.Followers, quoting.Visibility);
        var direct = await alice.PostAsync(new Draft("@bob remember?", Visibility.Direct, QuotedId: secret.Id));

        var status = await bob.GetAsync($"/api/v1/statuses/{direct.Id}");
        Assert.Equal("unauthorized", status.GetProperty("quote").Text("state"));
        Assert.DoesNotContain("For my followers", status.GetRawText(), StringComparison.Ordinal);
        using var page = await Visitor.SignedInAsync(server, bob);
        await page.OpenAsync($"/@alice/{direct.Id}");
        Assert.Contains("What is quoted here is not for you to read.", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("For my followers", page.Source, StringComparison.Ordinal);
        await bob.FollowAsync(alice);
        await page.OpenAsync($"/@alice/{direct.Id}");
        Assert.Contains("For my followers", page.Page.QuerySelector("blockquote.quoted")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Pages_quote_and_take_the_permission_back(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var said = await bob.PostAsync(new Draft("Words of bob", Summary: "Careful"));

        using var writer = await Visitor.SignedInAsync(server, alice);
        await writer.OpenAsync($"/@bob/{said.Id}/quote");
        await writer.SubmitAsync("/notices", ("text", "Hear, hear."));
        var quoting = await server.AskAsync(db => db.Notices.SingleAsync(n => n.Quote != null));
        await writer.OpenAsync($"/@alice/{quoting.Id}");
        var card = writer.Page.QuerySelector("blockquote.quoted")!;
        Assert.Equal(("Careful", "Words of bob"), (card.QuerySelector("summary")!.TextContent, card.QuerySelector("details .text")!.TextContent));
        Assert.NotNull(writer.Page.QuerySelector(".text.quoting .quote-inline"));

        using var author = await Visitor.SignedInAsync(server, bob);
        await author.OpenAsync($"/@bob/{said.Id}/quotes");
        var stamp = await server.AskAsync(db => db.QuoteStamps.Select(s => s.Id).SingleAsync());
        await author.SubmitAsync($"/notices/{said.Id}/quote-policy", ("quotable", "Nobody"));
        await author.SubmitAsync($"/quotes/{stamp}/revoke");
        Assert.Equal(HttpStatusCode.OK, author.Status);
        Assert.Contains("Nobody quotes it.", author.Words, StringComparison.Ordinal);
        await writer.OpenAsync($"/@alice/{quoting.Id}");
        Assert.Contains("Its author no longer agrees to be quoted here.", writer.Words, StringComparison.Ordinal);
        Assert.Null(writer.Page.QuerySelector("blockquote.quoted"));
        await writer.OpenAsync($"/@bob/{said.Id}/quotes");
        Assert.DoesNotContain("permission", writer.Words, StringComparison.Ordinal);
        Assert.Equal(Refusal.CannotQuote, await PersonalBlockTests.RefusalOf(() => QuoteAsync(alice, said)));
    }

    [Theory, EachDatabase]
    public async Task An_edit_keeps_the_quote_and_a_deleted_notice_is_quoted_no_more(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var said = await bob.PostAsync("Words of bob");
        var quoting = await QuoteAsync(alice, said);

        await alice.EditAsync(quoting, new Draft("Hear that."));
        using (var note = JsonDocument.Parse(await server.DocumentAsync($"/notices/{quoting.Id}")))
        {
            Assert.Equal(said.Uri.AbsoluteUri, note.RootElement.Text("quote"));
            Assert.StartsWith("<p class=\"quote-inline\">RE: ", note.RootElement.Text("content"), StringComparison.Ordinal);
            Assert.EndsWith("<p>Hear that.</p>", note.RootElement.Text("content"), StringComparison.Ordinal);
        }

        await bob.DeleteAsync(said);
        Assert.Equal("deleted", (await alice.GetAsync($"/api/v1/statuses/{quoting.Id}")).GetProperty("quote").Text("state"));
        Assert.False(await server.AskAsync(db => db.QuoteStamps.AnyAsync()));
    }

    private static Task<Notice> QuoteAsync(Person person, Notice said) => person.PostAsync(new Draft("Hear, hear.", QuotedId: said.Id));

    private static async Task<string> Approval(Person viewer, string id) =>
        (await viewer.GetAsync($"/api/v1/statuses/{id}")).GetProperty("quote_approval").Text("current_user");
}
