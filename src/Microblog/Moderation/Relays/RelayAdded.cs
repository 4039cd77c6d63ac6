using System.Globalization;
using Microblog.Actors;
using Microblog.Jobs;

namespace Microblog.Moderation.Relays;

/// <summary>We want to take part in a relay.</summary>
public sealed record RelayAdded(long RelayId) : IFact
{
    public string Lane => InstanceActor.ActorId.ToString(CultureInfo.InvariantCulture);
}

/// <summary>We no longer take part in a relay; its row is gone.</summary>
/// <param name="Followed">What we followed.</param>
/// <param name="ActorId">The actor it spoke as; null when it never answered.</param>
public sealed record RelayRemoved(Uri Inbox, Uri FollowUri, Uri Followed, long? ActorId = null) : IFact
{
    public string Lane => InstanceActor.ActorId.ToString(CultureInfo.InvariantCulture);
}
