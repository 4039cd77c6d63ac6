using System.Net;
using System.Net.Sockets;

namespace Microblog.Outgoing;

/// <summary>Opens connections to judged addresses only: resolves once, judges every address, connects to one of those.</summary>
/// <remarks>The name is not looked up again between judging and connecting, so a changed DNS answer changes nothing.</remarks>
internal sealed class PeerConnector(AddressJudge judge, HostResolver resolve)
{
    /// <summary>More addresses than this for one name is an attack or a mistake.</summary>
    private const int MaxAddresses = 16;

    /// <summary>How long an address may keep the next one waiting.</summary>
    private static readonly TimeSpan PerAddress = TimeSpan.FromSeconds(2);

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = await JudgedAsync(host, ct);
        for (var i = 0; ; i++)
        {
            var isLast = i == addresses.Length - 1;
            try
            {
                return await OpenAsync(new IPEndPoint(addresses[i], context.DnsEndPoint.Port), isLast ? null : PerAddress, ct);
            }
            catch (SocketException e) when (isLast)
            {
                throw new PeerUnreachableException(
                    PeerFailure.NotConnected, $"No connection to {host}: {e.SocketErrorCode}.", e);
            }
            catch (Exception e) when (e is SocketException or TimeoutException)
            {
                // The next address may answer.
            }
        }
    }

    private async Task<IPAddress[]> JudgedAsync(string host, CancellationToken ct)
    {
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await ResolveAsync(host, ct);
        if (addresses.Length is 0 or > MaxAddresses)
            throw new PeerUnreachableException(PeerFailure.NotConnected, $"{host} has {addresses.Length} addresses.");
        foreach (var address in addresses)
        {
            // One refused address is enough: who mixes public with private ones is not to choose which we take.
            if (!judge.Allows(address))
                throw new PeerUnreachableException(PeerFailure.Refused, $"{host} is at {address}, which is not a public address.");
        }

        return addresses;
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken ct)
    {
        try
        {
            return await resolve(host, ct).WaitAsync(ct);
        }
        catch (SocketException e)
        {
            throw new PeerUnreachableException(PeerFailure.NotConnected, $"The name {host} does not resolve.", e);
        }
    }

    private static async Task<Stream> OpenAsync(IPEndPoint endPoint, TimeSpan? patience, CancellationToken ct)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            var connecting = socket.ConnectAsync(endPoint, ct).AsTask();
            await (patience is { } time ? connecting.WaitAsync(time, ct) : connecting);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
