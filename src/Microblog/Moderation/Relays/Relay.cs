using Microblog.Actors;

namespace Microblog.Moderation.Relays;

/// <summary>A server that passes public notices on between others, which we asked to do so for us.</summary>
public sealed class Relay
{
    public required long Id { get; init; }

    /// <summary>Where what we send it is posted.</summary>
    public required Uri Inbox { get; init; }

    public required RelayProtocol Protocol { get; init; }
    public required RelayState State { get; set; }

    /// <summary>The Follow activity with which we asked, which Accept, Reject and Undo speak of.</summary>
    public required Uri FollowUri { get; init; }

    /// <summary>The actor it speaks as; null until it has answered, where the protocol does not name it before.</summary>
    public long? ActorId { get; set; }
    public Actor? Actor { get; init; }

    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>When it last accepted or rejected us; null while it has not.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }
}

/// <summary>How one speaks with a relay.</summary>
public enum RelayProtocol
{
    /// <summary>We follow <c>as:Public</c>, and send our activities as they are.</summary>
    Mastodon = 0,

    /// <summary>We follow it, it follows us, and each announces notes to the other.</summary>
    LitePub = 1,
}

public enum RelayState
{
    Pending = 0,
    Accepted = 1,
    Rejected = 2,
}
