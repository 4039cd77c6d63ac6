namespace Microblog.Protocols.ActivityPub;

/// <summary>The actor wants nothing more to do with another.</summary>
/// <param name="Object">The actor who is blocked.</param>
public sealed record Block(Uri Id, Uri Actor, Uri Object) : Activity(Id, Actor);

/// <summary>Somebody reports an actor or what it said.</summary>
/// <param name="Actor">COMPAT(Mastodon): the instance actor, so that nobody learns who reported.</param>
/// <param name="Objects">Ids of actors and notes, at least one, at most <see cref="Limits.Reported"/>.</param>
/// <param name="Content">Why, as plain text.</param>
public sealed record Flag(Uri Id, Uri Actor, IReadOnlyList<Uri> Objects, string? Content) : Activity(Id, Actor);
