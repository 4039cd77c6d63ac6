using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Inbox;

/// <summary>An activity that has passed the guard and waits to be stored.</summary>
/// <param name="Body">UTF-8 JSON as sent.</param>
/// <param name="Envelope">What the way in which it came says of it.</param>
/// <param name="Synchronization">What the sender told beside it of its followers here; null for nothing.</param>
public sealed record Arrival(
    long SenderId, string SenderHost, string ActivityId, byte[] Body, Envelope Envelope, CollectionSynchronization? Synchronization = null)
{
    /// <summary>The sender's own server sent it: not somebody else who brings what the sender has proven.</summary>
    public required bool IsFromItsHost { get; init; }
}
