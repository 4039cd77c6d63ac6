using System.Net;
using Microblog.Outgoing;

namespace Microblog.Tests.Outgoing;

/// <summary>Clients and expectations that the tests of this folder share.</summary>
internal static class Clients
{
    public static PeerClient Allowing(string[] networks, TimeSpan? timeout = null, HostResolver? resolve = null)
    {
        var settings = new FederationSettings
        {
            AllowHttp = true,
            AllowedPrivateNetworks = networks,
            RequestTimeout = timeout ?? TimeSpan.FromSeconds(60),

            // A machine that runs many servers at once may take longer to connect than a peer is given.
            ConnectTimeout = TimeSpan.FromSeconds(60),
        };
        return new PeerClient(
            new AddressJudge(settings.ParseAllowedPrivateNetworks()),
            settings,
            "Microblog/0.1 (+https://here.test/)",
            TimeProvider.System,
            resolve ?? Dns.GetHostAddressesAsync);
    }

    public static async Task<PeerUnreachableException> FailsAsync(this PeerClient client, PeerRequest request) =>
        await Assert.ThrowsAsync<PeerUnreachableException>(
            () => client.SendAsync(request, TestContext.Current.CancellationToken));

    public static Task<PeerUnreachableException> FailsAsync(this PeerClient client, Uri target) =>
        client.FailsAsync(PeerRequest.Get(target, "*/*"));

    public static Task<PeerAnswer> GetAsync(this PeerClient client, Uri target) =>
        client.SendAsync(PeerRequest.Get(target, "*/*"), TestContext.Current.CancellationToken);
}
