using System.Net;
using System.Net.Sockets;
using Microblog.Tests.Support;

namespace Microblog.Tests.Federation;

/// <summary>Servers that take connections and never say a word.</summary>
internal sealed class HangingHosts : IDisposable
{
    private readonly List<TcpListener> listeners = [];

    public HangingHosts(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var listener = new TcpListener(IPAddress.Parse("127.0.0.2"), 0);
            listener.Start();
            listeners.Add(listener);
        }
    }

    public IReadOnlyList<Uri> Notes => [.. listeners.Select(l => new Uri($"http://{l.LocalEndpoint}/notes/1"))];

    /// <summary>Has a server wait for them longer than a test waits for what they must not hold up.</summary>
    public static void AreWaitedFor(TestServerOptions options) => options.Settings["Federation:RequestTimeout"] = "00:02:00";

    public void Dispose()
    {
        foreach (var listener in listeners)
            listener.Dispose();
    }
}
