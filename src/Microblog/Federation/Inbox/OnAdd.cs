using Microblog.Actors;
using Microblog.Federation.Featured;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor pins a notice of its own.</summary>
/// <remarks>Believed only of the sender's own collection of pinned notices. COMPAT(Mastodon).</remarks>
public sealed class OnAdd(PinnedNotes pinned) : IReceive<Add>
{
    public async Task<Outcome> ReceiveAsync(Add activity, Actor sender, CancellationToken ct)
    {
        if (!Ids.Same(activity.Target, sender.FeaturedUri))
            return Outcome.Ignored("that is not the sender's collection of pinned notices");
        try
        {
            return await pinned.AddAsync(activity.Object, sender, ct) is { } objection ? Outcome.Ignored(objection) : Outcome.Done;
        }
        catch (DocumentUnavailableException unavailable)
        {
            return unavailable.Outcome;
        }
    }
}
