namespace Microblog.Protocols.ActivityPub;

/// <summary>The actor goes elsewhere, and asks its followers to come along.</summary>
/// <param name="Object">The actor that is left, which is <see cref="Activity.Actor"/> itself.</param>
/// <param name="Target">The new actor; believed when that lists the old one in alsoKnownAs.</param>
public sealed record Move(Uri Id, Uri Actor, Uri Object, Uri Target) : Activity(Id, Actor);

/// <summary>The actor puts something into a collection of its own: pins a note.</summary>
/// <param name="Object">The id of the note.</param>
/// <param name="Target">The collection, such as <see cref="ActorDocument.Featured"/>.</param>
public sealed record Add(Uri Id, Uri Actor, Uri Object, Uri Target) : Activity(Id, Actor);

/// <summary>The actor takes something out of a collection of its own: unpins a note.</summary>
/// <inheritdoc cref="Add"/>
public sealed record Remove(Uri Id, Uri Actor, Uri Object, Uri Target) : Activity(Id, Actor);
