using Microblog.Federation.Remote;
using Microblog.Jobs;

namespace Microblog.Federation.Threads;

/// <summary>Fetches what an arrived notice answers, so that nobody here reads half a conversation.</summary>
public sealed class FetchParents(Ancestors ancestors, FetchTurn turn) : IHandle<ParentMissing>
{
    public Task<Outcome> HandleAsync(ParentMissing fact, CancellationToken ct) =>
        turn.RunAsync(fact.Hosts, () => RunAsync(fact, ct), hosts => fact with { Hosts = hosts }, ct);

    private async Task<Outcome> RunAsync(ParentMissing fact, CancellationToken ct)
    {
        try
        {
            await ancestors.FetchAsync(fact.NoticeId, fact.Depth, ct);
            return Outcome.Done;
        }
        catch (DocumentUnavailableException unavailable)
        {
            return unavailable.Outcome;
        }
    }
}
