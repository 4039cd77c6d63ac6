using System.Net;
using Microblog.Outgoing;

namespace Microblog.Tests.Outgoing;

public sealed class AddressJudgeTests
{
    private static readonly AddressJudge Strict = new([]);

    [Theory]
    [InlineData("0.0.0.0"), InlineData("0.1.2.3"), InlineData("10.0.0.1"), InlineData("10.255.255.255")]
    [InlineData("100.64.0.1"), InlineData("100.127.255.254"), InlineData("127.0.0.1"), InlineData("127.255.255.254")]
    [InlineData("169.254.169.254"), InlineData("172.16.0.1"), InlineData("172.31.255.254"), InlineData("192.0.0.1")]
    [InlineData("192.0.0.170"), InlineData("192.0.2.1"), InlineData("192.88.99.1"), InlineData("192.168.1.1")]
    [InlineData("198.18.0.1"), InlineData("198.19.255.254"), InlineData("198.51.100.1"), InlineData("203.0.113.1")]
    [InlineData("224.0.0.1"), InlineData("239.255.255.255"), InlineData("240.0.0.1"), InlineData("255.255.255.255")]
    public void Special_IPv4_networks_are_refused(string address) => Assert.False(Strict.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("::"), InlineData("::1"), InlineData("::7f00:1"), InlineData("::8.8.8.8")]
    [InlineData("::ffff:127.0.0.1"), InlineData("::ffff:10.0.0.1"), InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::127.0.0.1"), InlineData("64:ff9b::10.0.0.1"), InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b:1::8.8.8.8"), InlineData("64:ff9b:1::127.0.0.1"), InlineData("64:ff9b::1:8.8.8.8")]
    [InlineData("2002:7f00:1::"), InlineData("2002:a00:1::1"), InlineData("2002:808:808::1")]
    [InlineData("2001::1"), InlineData("2001:0:7f00:1::"), InlineData("2001:2::1"), InlineData("2001:10::1"), InlineData("2001:20::1")]
    [InlineData("2001:db8::1"), InlineData("3fff::1"), InlineData("100::1"), InlineData("5f00::1")]
    [InlineData("fc00::1"), InlineData("fd12:3456::1"), InlineData("fe80::1"), InlineData("fe80::1%2"), InlineData("fec0::1")]
    [InlineData("ff02::1"), InlineData("4000::1")]
    public void Special_IPv6_networks_are_refused(string address) => Assert.False(Strict.Allows(IPAddress.Parse(address)));

    [Theory]
    [InlineData("8.8.8.8"), InlineData("1.1.1.1"), InlineData("9.255.255.255"), InlineData("11.0.0.0"), InlineData("100.63.255.255")]
    [InlineData("100.128.0.0"), InlineData("172.15.255.255"), InlineData("172.32.0.0"), InlineData("192.0.1.1"), InlineData("223.255.255.255")]
    [InlineData("2606:4700::1111"), InlineData("2a00:1450::1"), InlineData("2001:200::1"), InlineData("2003::1")]
    [InlineData("::ffff:8.8.8.8"), InlineData("64:ff9b::8.8.8.8")]
    public void Public_addresses_are_allowed(string address) => Assert.True(Strict.Allows(IPAddress.Parse(address)));

    [Fact]
    public void A_listed_network_is_allowed_however_its_address_is_mapped()
    {
        var judge = new AddressJudge([IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("fd00::/8")]);

        Assert.True(judge.Allows(IPAddress.Parse("127.0.78.1")));
        Assert.True(judge.Allows(IPAddress.Parse("::ffff:127.0.0.1")));
        Assert.True(judge.Allows(IPAddress.Parse("fd00::1")));
        Assert.False(judge.Allows(IPAddress.Parse("::127.0.0.1")));
        Assert.False(judge.Allows(IPAddress.Parse("64:ff9b::127.0.0.1")));
        Assert.False(judge.Allows(IPAddress.Parse("10.0.0.1")));
        Assert.False(judge.Allows(IPAddress.IPv6Loopback));
    }

    [Theory]
    [InlineData("127.0.0.0/33"), InlineData("127.0.0.1/x"), InlineData("localhost"), InlineData("")]
    public void A_wrong_network_in_the_settings_is_named(string network)
    {
        var settings = new FederationSettings { AllowedPrivateNetworks = [network] };

        Assert.Contains("AllowedPrivateNetworks", Assert.Throws<FormatException>(settings.Validate).Message, StringComparison.Ordinal);
    }
}
