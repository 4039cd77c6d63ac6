using Microblog.Actors;

namespace Microblog.Federation.Remote;

/// <summary>Looks up people by their addresses, all at the same time, while somebody waits for it.</summary>
/// <remarks>Each in a scope of its own: what is stored of one is stored, whatever becomes of the others and of who asked.</remarks>
public sealed class MeetActors(IServiceScopeFactory scopes, FetchMisses misses) : IMeetActors
{
    /// <summary>How long somebody who posts waits for the servers of those whom they name.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyDictionary<string, long>> RunAsync(IReadOnlyCollection<string> addresses, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        var met = await Task.WhenAll(addresses.Distinct(StringComparer.Ordinal).Select(address => MeetAsync(address, patience.Token)));
        ct.ThrowIfCancellationRequested();
        return met.OfType<Met>().ToDictionary(m => m.Address, m => m.ActorId, StringComparer.Ordinal);
    }

    private async Task<Met?> MeetAsync(string address, CancellationToken ct)
    {
        // A name that nobody has may be written again and again.
        var asked = new Uri("acct:" + address);
        if (misses.Of(asked) is not null)
            return null;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var actor = await scope.ServiceProvider.GetRequiredService<IActorDirectory>().FindAsync(address, ct);
            return new Met(address, actor.Id);
        }
        catch (RefusalException refusal)
        {
            misses.Remember(asked, refusal.Refusal == Refusal.ActorUnreachable ? DocumentTrouble.Unreachable : DocumentTrouble.NotThere, isWholeHost: false);
            return null;
        }
        catch (OperationCanceledException)
        {
            misses.Remember(asked, DocumentTrouble.Unreachable, isWholeHost: false);
            return null;
        }
    }

    private sealed record Met(string Address, long ActorId);
}
