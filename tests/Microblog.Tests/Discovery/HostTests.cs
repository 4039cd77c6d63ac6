using System.Net;
using System.Text.Json;
using Microblog.Notices;
using Microblog.Protocols.NodeInfo;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;

namespace Microblog.Tests.Discovery;

public sealed class HostTests
{
    [Fact]
    public async Task NodeInfo_leads_from_the_known_place_to_true_counts()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await server.SignUpAsync("bob");
        await alice.PostAsync("To all.");
        await alice.PostAsync("Among us.", Visibility.Followers);

        var address = NodeInfoDiscovery.Parse(await BytesAsync(server, "/.well-known/nodeinfo"));
        Assert.Equal(new Uri(server.BaseUrl, "/nodeinfo/2.1"), address);
        var document = await BytesAsync(server, address!.AbsolutePath);

        Assert.Equal("microblog", NodeInfoSoftware.Parse(document)!.Name);
        using var json = JsonDocument.Parse(document);
        var usage = json.RootElement.GetProperty("usage");
        Assert.Equal(2, usage.GetProperty("users").GetProperty("total").GetInt64());
        Assert.Equal(1, usage.GetProperty("users").GetProperty("activeMonth").GetInt64());
        Assert.Equal(1, usage.GetProperty("localPosts").GetInt64());
    }

    [Theory]
    [InlineData("/.well-known/host-meta", "application/xrd+xml")]
    [InlineData("/.well-known/host-meta.json", "application/jrd+json")]
    public async Task Host_meta_says_where_WebFinger_is(string path, string type)
    {
        await using var server = await TestServer.StartAsync();

        using var answer = await server.AskForAsync(path);

        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            $"http://{server.Host}/.well-known/webfinger?resource={{uri}}",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crawlers_are_told_where_there_is_nothing_for_them()
    {
        await using var server = await TestServer.StartAsync();

        using var answer = await server.AskForAsync("/robots.txt");

        Assert.Contains("Disallow: /api/", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<byte[]> BytesAsync(TestServer server, string path)
    {
        using var answer = await server.AskForAsync(path, "application/json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }
}
