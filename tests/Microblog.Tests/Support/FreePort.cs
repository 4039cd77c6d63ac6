using System.Net;
using System.Net.Sockets;

namespace Microblog.Tests.Support;

/// <summary>Ports nobody listens on.</summary>
internal static class FreePort
{
    // Below the range the system takes outgoing ports from, so that nobody is given one between our look and our use.
    private const int First = 20_000;
    private const int Count = 12_000;
    private static int next = Random.Shared.Next(Count);

    public static int Take()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref next) % Count);
            if (IsFree(port))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
