using System.Net;
using System.Text;
using Microblog.Accounts;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Web;

/// <summary>Characters that PostgreSQL keeps in no text must never reach it.</summary>
public sealed class UnstorableTextTests
{
    // Not a theory: on their way to one, halves of characters would be mended.
    [Fact]
    public void Only_whole_characters_are_text()
    {
        Assert.All(["", "déjà 😀"], text => Assert.False(UnstorableText.IsIn(text)));
        Assert.All(["a\0", "\ud83d", "\ude00\ud83d", "a\ud83d!"], text => Assert.True(UnstorableText.IsIn(text)));
    }

    [Theory, EachDatabase]
    public async Task Requests_that_hold_U0000_are_bad_requests_and_no_faults_of_ours(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        foreach (var path in new[] { "/api/v1/accounts/lookup?acct=%00", "/api/v2/search?q=a%00", "/log?account=%00", "/tags/a%00b" })
        {
            using var answer = await alice.Client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        foreach (var field in new[] { "status", "spoiler_text" })
            await RefusesAsync(alice, HttpMethod.Post, "/api/v1/statuses", field, ("status", "x"));
        foreach (var field in new[] { "display_name", "note" })
            await RefusesAsync(alice, HttpMethod.Patch, "/api/v1/accounts/update_credentials", field);
        Assert.Equal(0, await server.AskAsync(db => db.Notices.CountAsync()));
    }

    [Theory]
    [InlineData("""{"status":"a\u0000"}""")]
    [InlineData("""{"status":"a\ud83d"}""")]
    [InlineData("""{"status":"a","spoiler_text":"\u0000"}""")]
    public async Task The_same_in_JSON_is_a_bad_request(string json)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        using var body = new StringContent(json, Encoding.UTF8, "application/json");

        using var answer = await alice.Client.PostAsync("/api/v1/statuses", body, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_reason_that_holds_U0000_blocks_nobody()
    {
        await using var server = await TestServer.StartAsync();
        await server.SignUpAsync("editor");
        using var moderator = await Visitor.SignedInAsync(server, await server.SignUpAsync("boss", Role.Moderator));
        await moderator.OpenAsync("/moderation/accounts/editor");

        await moderator.SubmitAsync("/moderation/accounts/editor/blocks", ("reason", "a\0"), ("until", "forever"));

        Assert.Equal(HttpStatusCode.BadRequest, moderator.Status);
        Assert.Equal(0, await server.AskAsync(db => db.Blocks.CountAsync()));
    }

    private static async Task RefusesAsync(
        Person person, HttpMethod method, string path, string field, params (string Name, string Value)[] others)
    {
        using var answer = await person.TryAsync(method, path, [.. others.Where(o => o.Name != field), (field, "a\0")]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
