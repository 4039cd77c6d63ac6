using System.Net;
using Microblog.Protocols.WebFinger;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;

namespace Microblog.Tests.Discovery;

public sealed class WebFingerTests
{
    private static readonly string[] SpellingsOfAlice =
    [
        "acct:alice@{host}",
        "acct:ALICE@{host}",
        "ACCT:alice@{host}",
        "alice@{host}",
        "http://{host}/@alice",
        "http://{host}/@Alice",
        "http://{host}/users/{id}",
    ];

    private static readonly string[] NobodyHere =
    [
        "acct:bob@{host}",
        "acct:alice@127.0.78.1",
        "acct:alice@example.org",
        "acct:alice@{host}@{host}",
        "acct:alice\n@{host}",
        "acct:%61lice@{host}",
        "acct:\u212Aate@{host}",
        "https://{host}/@alice",
        "http://127.0.78.1/@alice",
        "http://user@{host}/@alice",
        "http://{host}/@alice?x",
        "http://{host}/@alice#x",
        "http://{host}/users/{id}/inbox",
        "http://{host}/users/2",
        "acct:",
        "@",
        "javascript:alert(1)",
    ];

    [Fact]
    public async Task Every_spelling_of_somebody_here_is_answered_with_the_same_actor()
    {
        await using var server = await TestServer.StartAsync(configure: o => o.Address = "127.0.78.1");
        var alice = await server.SignUpAsync("alice");

        foreach (var resource in SpellingsOfAlice)
        {
            using var answer = await AskAsync(server, resource, alice);

            Assert.Equal((resource, HttpStatusCode.OK), (resource, answer.StatusCode));
            Assert.Equal("application/jrd+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
            var document = WebFingerDocument.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            Assert.Equal(alice.Actor.Uri, document.Actor);
            Assert.Equal(new Handle("alice", server.Host), document.Handle);
            Assert.Contains(document.Links, l => l.Template == $"http://{server.Host}/follow?name={{uri}}");
            Assert.Contains(document.Links, l => l.Href == $"http://{server.Host}/@alice");
        }
    }

    [Fact]
    public async Task Nobody_else_is_answered()
    {
        await using var server = await TestServer.StartAsync(configure: o => o.Address = "127.0.78.1");
        var alice = await server.SignUpAsync("alice");
        await server.SignUpAsync("kate");

        foreach (var resource in NobodyHere)
        {
            using var answer = await AskAsync(server, resource, alice);
            Assert.Equal((resource, HttpStatusCode.NotFound), (resource, answer.StatusCode));
        }
    }

    [Fact]
    public async Task Blocked_and_unknown_names_cannot_be_told_apart()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await server.BlockAsync(alice);

        Assert.Equal(
            await (await AskAsync(server, "acct:nobody@{host}", alice)).AllOfAsync(),
            await (await AskAsync(server, "acct:alice@{host}", alice)).AllOfAsync());
    }

    [Theory]
    [InlineData("/.well-known/webfinger")]
    [InlineData("/.well-known/webfinger?resource=")]
    public async Task A_question_without_a_resource_is_no_question(string path)
    {
        await using var server = await TestServer.StartAsync();

        using var answer = await server.AskForAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static Task<HttpResponseMessage> AskAsync(TestServer server, string resource, Person somebody)
    {
        var filled = resource
            .Replace("{host}", server.Host, StringComparison.Ordinal)
            .Replace("{id}", somebody.Actor.Uri.Segments[^1], StringComparison.Ordinal);
        return server.AskForAsync("/.well-known/webfinger?resource=" + Uri.EscapeDataString(filled), accept: null);
    }
}
