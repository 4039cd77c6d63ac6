namespace Microblog.Protocols.ActivityPub;

/// <summary>What an actor did, as ActivityPub says it.</summary>
public abstract record Activity(Uri Id, Uri Actor);

/// <summary>The actor wants to receive what another publishes.</summary>
/// <param name="Object">The actor to be followed.</param>
public sealed record Follow(Uri Id, Uri Actor, Uri Object) : Activity(Id, Actor);

/// <summary>The actor agrees to be followed, or to be quoted.</summary>
/// <param name="FollowId">
/// What is answered: the id of a Follow or, where <paramref name="Follow"/> is null, perhaps of a
/// <see cref="ActivityPub.QuoteRequest"/>. Set also when that is embedded.
/// </param>
/// <param name="Follow">
/// Null when only its id was sent. It is the sender's claim: whether we ever sent it, we must know.
/// </param>
public sealed record Accept(Uri Id, Uri Actor, Uri? FollowId, Follow? Follow) : Activity(Id, Actor)
{
    /// <summary>The request to quote that is answered, where it was embedded; likewise a claim.</summary>
    public QuoteRequest? QuoteRequest { get; init; }

    /// <summary>The stamp that proves the consent: the id of a <see cref="QuoteAuthorization"/>.</summary>
    /// <remarks>Source: FEP-044f.</remarks>
    public Uri? Result { get; init; }
}

/// <summary>The actor does not, or no longer, agree to be followed, or to be quoted.</summary>
/// <inheritdoc cref="Accept"/>
public sealed record Reject(Uri Id, Uri Actor, Uri? FollowId, Follow? Follow) : Activity(Id, Actor)
{
    /// <inheritdoc cref="Accept.QuoteRequest"/>
    public QuoteRequest? QuoteRequest { get; init; }
}

/// <summary>The actor takes back what it did.</summary>
/// <param name="ObjectId">What is undone; set also when it is embedded, and null only where that has no id.</param>
/// <param name="Object">
/// Null when only the id was sent, or what was embedded is no activity. Where it has no id, its own is that of the Undo.
/// </param>
public sealed record Undo(Uri Id, Uri Actor, Uri? ObjectId, Activity? Object) : Activity(Id, Actor);

public sealed record Create(Uri Id, Uri Actor, Note Object) : Activity(Id, Actor);

/// <summary>As <see cref="Create"/>, with the id of what was created alone: what it says must be fetched.</summary>
public sealed record CreateById(Uri Id, Uri Actor, Uri Object) : Activity(Id, Actor);

/// <summary>The note is no more, or the actor itself.</summary>
/// <param name="Object">The note that is gone, or the actor itself.</param>
public sealed record Delete(Uri Id, Uri Actor, Uri Object) : Activity(Id, Actor);

/// <summary>A new version of a note or of the actor itself: exactly one of the two is set.</summary>
public sealed record Update(Uri Id, Uri Actor, Note? Note, ActorDocument? ActorDocument) : Activity(Id, Actor);

/// <summary>As <see cref="Update"/>, with the id of what was changed alone: what it says now must be fetched.</summary>
/// <param name="Object">A note, or the actor itself.</param>
public sealed record UpdateById(Uri Id, Uri Actor, Uri Object) : Activity(Id, Actor);

/// <summary>A well-formed activity that we do not read: of this type, or about an object that we do not read.</summary>
public sealed record Unknown(Uri Id, Uri Actor, string Type) : Activity(Id, Actor)
{
    /// <summary>What it is about, where that has an id.</summary>
    public Uri? ObjectId { get; init; }

    /// <summary>The type of the embedded object, if there is one.</summary>
    public string? ObjectType { get; init; }
}
