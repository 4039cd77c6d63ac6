using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor unpins a notice of its own.</summary>
/// <remarks>As <see cref="OnAdd"/>.</remarks>
public sealed class OnRemove(Db db) : IReceive<Remove>
{
    public async Task<Outcome> ReceiveAsync(Remove activity, Actor sender, CancellationToken ct)
    {
        if (!Ids.Same(activity.Target, sender.FeaturedUri))
            return Outcome.Ignored("that is not the sender's collection of pinned notices");
        var gone = await db.Pins
            .Where(p => p.ActorId == sender.Id && db.Notices.Any(n => n.Id == p.NoticeId && n.Uri == activity.Object))
            .ExecuteDeleteAsync(ct);
        return gone > 0 ? Outcome.Done : Outcome.Ignored("it was not pinned");
    }
}
