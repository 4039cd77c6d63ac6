namespace Microblog.Protocols.ActivityPub;

/// <summary>The actor repeats what somebody said.</summary>
/// <param name="Object">The id of the note, which is fetched from there even where it was embedded.</param>
/// <param name="To">As of a note; see <see cref="Addressing"/>.</param>
public sealed record Announce(
    Uri Id, Uri Actor, Uri Object, IReadOnlyList<Uri> To, IReadOnlyList<Uri> Cc, DateTimeOffset? Published)
    : Activity(Id, Actor);

/// <summary>
/// A group passes on what somebody did in it. Nothing of it is believed: what it names is fetched from its origin.
/// </summary>
/// <param name="Type">What was done: Create, Update, Delete, Like, Undo….</param>
/// <param name="ActivityId">The id of what was done.</param>
/// <param name="Object">What it was done to; null where that has no id.</param>
/// <remarks>Source: FEP-1b12.</remarks>
public sealed record AnnouncedActivity(
    Uri Id, Uri Actor, string Type, Uri ActivityId, Uri? Object, IReadOnlyList<Uri> To, IReadOnlyList<Uri> Cc)
    : Activity(Id, Actor);
