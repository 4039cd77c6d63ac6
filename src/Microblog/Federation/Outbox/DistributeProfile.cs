using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Documents;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Outbox;

/// <summary>Tells the servers of somebody's followers what that person now says of themselves.</summary>
/// <remarks>Source: ActivityPub §6.3.</remarks>
public sealed class DistributeProfile(ActorDocuments documents, SendActivity send, Snowflake ids) : IHandle<ProfileChanged>
{
    public async Task<Outcome> HandleAsync(ProfileChanged fact, CancellationToken ct)
    {
        if (await documents.OfAsync(fact.ActorId, ct) is not { } actor)
            return Outcome.Ignored("there is no such actor here");

        var update = new Update(new Uri($"{actor.Id.AbsoluteUri}#updates/{ids.Next()}"), actor.Id, Note: null, actor);
        await send.RunAsync(update, fact.ActorId, toFollowers: true, [], ct);
        return Outcome.Done;
    }
}
