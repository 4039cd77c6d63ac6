using Microblog.Actors;
using Microblog.Federation.Remote;
using Microblog.Jobs;

namespace Microblog.Federation.Featured;

/// <summary>Somebody here looks at an actor elsewhere: what it says of itself is read again, and its pinned notices.</summary>
public sealed class FetchFeatured(RefreshActor refresh, ReadFeatured read, FetchTurn turn) : IHandle<FeaturedWanted>
{
    public Task<Outcome> HandleAsync(FeaturedWanted fact, CancellationToken ct) =>
        turn.RunAsync(fact.Hosts, () => RunAsync(fact, ct), hosts => fact with { Hosts = hosts }, ct);

    private async Task<Outcome> RunAsync(FeaturedWanted fact, CancellationToken ct) =>
        await refresh.RunAsync(fact.ActorId, ct) ? await read.RunAsync(fact.ActorId, ct) : Outcome.Ignored("the actor is gone");
}
