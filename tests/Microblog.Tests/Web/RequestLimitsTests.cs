using System.Globalization;
using System.Net;
using Microblog.Tests.Support;
using Microblog.Web;

namespace Microblog.Tests.Web;

/// <summary>Who asks too often is told to wait, and nobody else with them.</summary>
public sealed class RequestLimitsTests : IAsyncLifetime
{
    private TestServer server = null!;

    public async ValueTask InitializeAsync() =>
        server = await TestServer.StartAsync(configure: o => o.Settings["RateLimits:Enabled"] = "true");

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task An_address_that_asks_the_API_too_often_waits_while_others_and_pages_are_answered()
    {
        await RepeatAsync(RequestLimits.PerAddress, "2001:db8:1:2::1");

        using var refused = await AskAsync("/api/v1/instance", "2001:db8:1:2::ffff");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        var wait = int.Parse(Assert.Single(refused.Headers.GetValues("Retry-After")), CultureInfo.InvariantCulture);
        Assert.InRange(wait, 1, RequestLimits.Window.TotalSeconds);
        Assert.Contains("error", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/v1/instance", "2001:db8:1:3::1"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/public", "2001:db8:1:2::1"));
        var alice = await server.SignUpAsync("alice");
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/v1/timelines/home", "2001:db8:1:2::1", alice));
    }

    [Fact]
    public async Task Only_the_last_address_of_a_proxy_counts()
    {
        for (var i = 0; i < RequestLimits.PerAddress; i++)
            await StatusAsync("/api/v1/instance", $"198.51.100.{i % 250}, 192.0.2.1");

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("/api/v1/instance", "203.0.113.9, 192.0.2.1"));
    }

    [Theory]
    [InlineData("resolve=true")]
    [InlineData("resolve=%20true")]
    public async Task Searches_that_may_ask_another_server_are_fewer(string resolve)
    {
        var alice = await server.SignUpAsync("alice");
        for (var i = 0; i < RequestLimits.Searches; i++)
            await StatusAsync($"/api/v2/search?q=x&{resolve}", "192.0.2.2", alice);

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync($"/api/v2/search/?q=x&{resolve}", "192.0.2.3", alice));
        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync($"/api/v1/accounts/search?q=x&{resolve}", "192.0.2.3", alice));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/v2/search?q=x&resolve=false", "192.0.2.2", alice));
    }

    [Fact]
    public async Task The_page_of_searches_counts_where_other_pages_are_free()
    {
        for (var i = 0; i < RequestLimits.PerAddress; i++)
            await StatusAsync("/search?q=x", "192.0.2.4");

        Assert.Equal(HttpStatusCode.TooManyRequests, await StatusAsync("/search?q=y", "192.0.2.4"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/search?q=y", "192.0.2.5"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/public", "192.0.2.4"));
    }

    private async Task RepeatAsync(int times, string address)
    {
        for (var i = 0; i < times; i++)
            Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/v1/instance", address));
    }

    private async Task<HttpStatusCode> StatusAsync(string path, string address, Person? who = null)
    {
        using var answer = await AskAsync(path, address, who);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string address, Person? who = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
        return await (who?.Client ?? server.PasserBy).SendAsync(request, TestContext.Current.CancellationToken);
    }
}
