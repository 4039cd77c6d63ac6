using System.Net;
using System.Net.Sockets;
using Microblog.Outgoing;
using Microblog.Tests.Support;

namespace Microblog.Tests.Outgoing;

/// <summary>Security catalogue §7-19, §7-21.</summary>
public sealed class RedirectTests
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok";

    [Fact]
    public async Task Three_redirects_are_followed_and_the_final_address_is_told()
    {
        await using var peer = new EvilPeer(head => Hops(head, 3));
        using var client = Clients.Allowing(["127.0.0.0/8"]);

        var answer = await client.GetAsync(peer.At("/0"));

        Assert.Equal(peer.At("/3"), answer.FinalUri);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Fact]
    public async Task A_fourth_redirect_is_not_followed()
    {
        await using var peer = new EvilPeer(head => Hops(head, 4));
        using var client = Clients.Allowing(["127.0.0.0/8"]);

        var failure = await client.FailsAsync(peer.At("/0"));

        Assert.Equal(PeerFailure.TooManyRedirects, failure.Failure);
        Assert.Equal(4, peer.Heads.Count);
    }

    [Fact]
    public async Task A_loop_ends()
    {
        await using var peer = new EvilPeer(_ => To("/again"));
        using var client = Clients.Allowing(["127.0.0.0/8"]);

        Assert.Equal(PeerFailure.TooManyRedirects, (await client.FailsAsync(peer.At("/"))).Failure);
    }

    [Fact]
    public async Task A_public_address_cannot_send_us_to_a_private_one()
    {
        using var inside = new TcpListener(IPAddress.Parse("127.0.0.2"), 0);
        inside.Start();
        await using var peer = new EvilPeer(_ => To($"http://{inside.LocalEndpoint}/admin"));
        using var client = Clients.Allowing(["127.0.0.1/32"]);

        Assert.Equal(PeerFailure.Refused, (await client.FailsAsync(peer.At("/"))).Failure);
        Assert.False(inside.Pending());
    }

    [Theory]
    [InlineData("file:///etc/passwd"), InlineData("data:text/plain,x"), InlineData("http://user@127.0.0.1/"), InlineData("ftp://127.0.0.1/")]
    public async Task A_redirect_leads_only_to_plain_web_addresses(string location)
    {
        await using var peer = new EvilPeer(_ => To(location));
        using var client = Clients.Allowing(["127.0.0.0/8"]);

        Assert.Equal(PeerFailure.Refused, (await client.FailsAsync(peer.At("/"))).Failure);
    }

    [Fact]
    public void Https_never_becomes_http()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.Found);
        response.Headers.TryAddWithoutValidation("Location", "http://peer.test/");

        var failure = Assert.Throws<PeerUnreachableException>(() => Redirects.Next(response, new Uri("https://peer.test/")));

        Assert.Equal(PeerFailure.Refused, failure.Failure);
    }

    [Fact]
    public async Task Each_request_to_the_same_origin_is_signed_anew()
    {
        await using var peer = new EvilPeer(head => Hops(head, 2));
        using var client = Clients.Allowing(["127.0.0.0/8"]);

        await client.SendAsync(PeerRequest.Get(peer.At("/0"), "*/*", Sign), TestContext.Current.CancellationToken);

        Assert.Equal(["/0", "/1", "/2"], peer.Heads.Select(head => HeaderOf(head, "Signature")));
    }

    [Fact]
    public async Task A_redirect_to_another_host_carries_no_signature_and_no_cookie()
    {
        await using var other = new EvilPeer(_ => Ok);
        await using var peer = new EvilPeer(_ => $"HTTP/1.1 302 Found\r\nSet-Cookie: a=b\r\nLocation: {other.At("/")}\r\nContent-Length: 0\r\n\r\n");
        using var client = Clients.Allowing(["127.0.0.0/8"]);

        await client.SendAsync(PeerRequest.Get(peer.At("/"), "*/*", Sign), TestContext.Current.CancellationToken);

        Assert.Equal("/", HeaderOf(Assert.Single(peer.Heads), "Signature"));
        var head = Assert.Single(other.Heads);
        Assert.Null(HeaderOf(head, "Signature"));
        Assert.Null(HeaderOf(head, "Cookie"));
        Assert.Null(HeaderOf(head, "traceparent"));
    }

    [Fact]
    public async Task A_post_is_never_redirected()
    {
        await using var peer = new EvilPeer(_ => To("/elsewhere"));
        using var client = Clients.Allowing(["127.0.0.0/8"]);

        var answer = await client.SendAsync(
            PeerRequest.Post(peer.At("/inbox"), "{}"u8.ToArray(), "application/activity+json"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Found, answer.Status);
        Assert.Single(peer.Heads);
    }

    private static string Hops(string head, int count)
    {
        var hop = head[5] - '0';
        return hop < count ? To($"/{hop + 1}") : Ok;
    }

    private static string To(string location) => $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n";

    private static void Sign(HttpRequestMessage message) => message.Headers.Add("Signature", message.RequestUri!.AbsolutePath);

    private static string? HeaderOf(string head, string name) => head.Split("\r\n")
        .Where(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        .Select(line => line[(name.Length + 1)..].Trim())
        .SingleOrDefault();
}
