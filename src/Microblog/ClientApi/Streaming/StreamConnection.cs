using System.Threading.Channels;
using Microblog.SignIn;

namespace Microblog.ClientApi.Streaming;

/// <summary>A client app that listens. What it does not take in time is not waited for: it is let go.</summary>
internal sealed class StreamConnection : IDisposable
{
    /// <summary>So many events wait for a slow reader.</summary>
    private const int MostWaiting = 128;

    private readonly Channel<StreamEvent> waiting = Channel.CreateBounded<StreamEvent>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly CancellationTokenSource end = new();

    public StreamConnection(long viewerId, string tokenHash, IReadOnlyList<string> scopes) =>
        (ViewerId, TokenHash, GrantedScopes) = (viewerId, tokenHash, scopes);

    public long ViewerId { get; }

    public string TokenHash { get; }

    /// <summary>Says that it is over, whatever still waits.</summary>
    public CancellationToken Ended => end.Token;

    public ChannelReader<StreamEvent> Events => waiting.Reader;

    private IReadOnlyList<string> GrantedScopes { get; }

    public bool Allows(string scope) => GrantedScopes.Any(granted => Scopes.Covers(granted, scope));

    /// <summary>Puts an event in line, or ends the connection when too many wait.</summary>
    public void Send(StreamEvent item)
    {
        if (!waiting.Writer.TryWrite(item))
            End();
    }

    public void End()
    {
        try
        {
            end.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended by itself.
        }
    }

    public void Dispose() => end.Dispose();
}
