using System.Net;
using System.Net.Sockets;
using Microblog.Outgoing;
using Microblog.Tests.Support;

namespace Microblog.Tests.Outgoing;

/// <summary>Requests that a stranger wants us to make inside our own network (security catalogue §7-17, §7-18).</summary>
public sealed class ForgedAddressTests : IDisposable
{
    private readonly TcpListener v4 = new(IPAddress.Any, 0);
    private readonly TcpListener v6 = new(IPAddress.IPv6Loopback, 0);

    public ForgedAddressTests()
    {
        v4.Start();
        v6.Start();
    }

    [Theory]
    [InlineData("127.0.0.1"), InlineData("127.8.9.10"), InlineData("0.0.0.0"), InlineData("10.0.0.1"), InlineData("169.254.169.254")]
    [InlineData("192.168.0.1"), InlineData("100.64.0.1"), InlineData("2130706433"), InlineData("0x7f000001"), InlineData("0x7f.1")]
    [InlineData("0177.0.0.1"), InlineData("017700000001"), InlineData("127.1"), InlineData("127.0.1"), InlineData("0")]
    [InlineData("localhost"), InlineData("[::ffff:127.0.0.1]"), InlineData("[::ffff:7f00:1]"), InlineData("[::127.0.0.1]")]
    [InlineData("[64:ff9b::127.0.0.1]"), InlineData("[64:ff9b::7f00:1]"), InlineData("[2002:7f00:1::]"), InlineData("[2001:0:7f00:1::]")]
    [InlineData("[::]"), InlineData("[fe80::1]"), InlineData("[fc00::1]"), InlineData("[ff02::1]"), InlineData("[::ffff:0.0.0.0]")]
    public async Task No_way_to_write_a_private_address_gets_a_connection(string host)
    {
        using var client = Clients.Allowing([]);

        var failure = await client.FailsAsync(new Uri($"http://{host}:{PortOf(v4)}/"));

        Assert.Equal(PeerFailure.Refused, failure.Failure);
        Assert.False(v4.Pending());
    }

    [Fact]
    public async Task Loopback_in_IPv6_gets_no_connection()
    {
        using var client = Clients.Allowing([]);

        var failure = await client.FailsAsync(new Uri($"http://[::1]:{PortOf(v6)}/"));

        Assert.Equal(PeerFailure.Refused, failure.Failure);
        Assert.False(v6.Pending());
    }

    [Fact]
    public async Task A_name_with_one_private_address_among_public_ones_gets_no_connection()
    {
        using var client = Clients.Allowing(
            ["127.0.0.1/32"], resolve: (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.Parse("127.0.0.2")]));

        var failure = await client.FailsAsync(new Uri($"http://mixed.test:{PortOf(v4)}/"));

        Assert.Equal(PeerFailure.Refused, failure.Failure);
        Assert.False(v4.Pending());
    }

    [Fact]
    public async Task A_name_is_looked_up_once_and_what_was_judged_is_connected()
    {
        await using var peer = new EvilPeer(_ => "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        var lookUps = 0;
        using var client = Clients.Allowing(["127.0.0.1/32"], resolve: (_, _) =>
            Task.FromResult<IPAddress[]>([lookUps++ == 0 ? IPAddress.Loopback : IPAddress.Parse("127.0.0.2")]));

        var answer = await client.GetAsync(new Uri($"http://rebound.test:{peer.Port}/"));

        Assert.Equal("ok"u8.ToArray(), answer.Body);
        Assert.Equal(1, lookUps);
    }

    [Fact]
    public async Task A_name_with_more_than_sixteen_addresses_is_not_believed()
    {
        using var client = Clients.Allowing(
            ["127.0.0.0/8"], resolve: (_, _) => Task.FromResult(Enumerable.Repeat(IPAddress.Loopback, 17).ToArray()));

        await client.FailsAsync(new Uri($"http://many.test:{PortOf(v4)}/"));

        Assert.False(v4.Pending());
    }

    [Theory]
    [InlineData("file:///etc/passwd"), InlineData("data:text/plain,x"), InlineData("gopher://127.0.0.1/"), InlineData("ftp://127.0.0.1/")]
    [InlineData("/etc/passwd"), InlineData("//host.test/x"), InlineData("relative")]
    [InlineData("http://user@127.0.0.1/"), InlineData("http://user:secret@127.0.0.1/")]
    [InlineData("http://127.0.0.1:25/"), InlineData("http://127.0.0.1:22/"), InlineData("http://127.0.0.1:0/")]
    [InlineData("http://ⓔxample.test/"), InlineData("http://ex\u200Bample.test/"), InlineData("http://example．test/")]
    [InlineData("http://bücher.test/"), InlineData("http://example.test./"), InlineData("http://[fe80::1%25eth0]/")]
    public async Task What_is_not_a_plain_web_address_is_refused_before_anything_is_looked_up(string target)
    {
        using var client = Clients.Allowing(["127.0.0.0/8"], resolve: (host, _) => throw new InvalidOperationException(host));

        var failure = await client.FailsAsync(new Uri(target, UriKind.RelativeOrAbsolute));

        Assert.Equal(PeerFailure.Refused, failure.Failure);
    }

    [Fact]
    public async Task Plain_http_is_refused_unless_the_settings_allow_it()
    {
        using var client = new PeerClient(
            new AddressJudge([IPNetwork.Parse("127.0.0.0/8")]), new FederationSettings(), "x", TimeProvider.System, Dns.GetHostAddressesAsync);

        var failure = await client.FailsAsync(new Uri($"http://127.0.0.1:{PortOf(v4)}/"));

        Assert.Equal(PeerFailure.Refused, failure.Failure);
        Assert.False(v4.Pending());
    }

    public void Dispose()
    {
        v4.Dispose();
        v6.Dispose();
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
