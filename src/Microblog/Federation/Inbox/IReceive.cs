using Microblog.Actors;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Inbox;

/// <summary>Acts on one kind of activity. The sender's signature and origin have been checked; what they say has not.</summary>
public interface IReceive<in TActivity>
    where TActivity : Activity
{
    /// <summary>Does what the activity asks. May be called again for the same one.</summary>
    Task<Outcome> ReceiveAsync(TActivity activity, Actor sender, CancellationToken ct);
}
