using System.Net;
using Microblog.Tests.Support;

namespace Microblog.Tests.Web;

public sealed class HeadTests
{
    [Theory]
    [InlineData("/", HttpStatusCode.OK)]
    [InlineData("/@alice", HttpStatusCode.OK)]
    [InlineData("/api/v2/instance", HttpStatusCode.OK)]
    [InlineData("/nodeinfo/2.1", HttpStatusCode.OK)]
    [InlineData("/home", HttpStatusCode.Redirect)]
    [InlineData("/@nobody", HttpStatusCode.NotFound)]
    [InlineData("/inbox", HttpStatusCode.MethodNotAllowed)]
    public async Task HEAD_answers_as_GET_does_without_the_body(string path, HttpStatusCode status)
    {
        await using var server = await TestServer.StartAsync();
        await server.SignUpAsync("alice");
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        using var head = await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);
        using var get = await server.PasserBy.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((status, status), (head.StatusCode, get.StatusCode));
        Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
