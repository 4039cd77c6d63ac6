using System.Net;
using System.Net.Sockets;

namespace Microblog.Outgoing;

/// <summary>Says which addresses a stranger may make us connect to: globally routable unicast, and what the operator listed.</summary>
/// <param name="allowedPrivateNetworks">Networks that are allowed although they are not public, for development and tests.</param>
/// <remarks>
/// Source: the IANA special-purpose address registries for IPv4 and IPv6. It is an allow-list, because lists of what is
/// forbidden have leaked in every server that kept one.
/// </remarks>
public sealed class AddressJudge(IEnumerable<IPNetwork> allowedPrivateNetworks)
{
    private static readonly IPNetwork[] SpecialV4 = Parse(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4");

    private static readonly IPNetwork GlobalV6 = IPNetwork.Parse("2000::/3");

    // 2001::/23 holds Teredo, ORCHID, benchmarking and other specials; 2002::/16 is 6to4. Both old tunnels carry an IPv4
    // address that only a relay of a third party reaches: nobody serves a fediverse host there, so they are refused whatever they carry.
    private static readonly IPNetwork[] SpecialV6 = Parse("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    private readonly IPNetwork[] allowed = [.. allowedPrivateNetworks];

    public bool Allows(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return IsIn(allowed, address) || IsGlobal(address);
    }

    private static bool IsGlobal(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetwork)
            return !IsIn(SpecialV4, address);
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return false;
        if (Nat64.Contains(address))
            return !IsIn(SpecialV4, Embedded(address));
        return GlobalV6.Contains(address) && !IsIn(SpecialV6, address);
    }

    private static IPAddress Embedded(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        return new IPAddress(bytes[12..]);
    }

    private static bool IsIn(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
                return true;
        }

        return false;
    }

    private static IPNetwork[] Parse(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
