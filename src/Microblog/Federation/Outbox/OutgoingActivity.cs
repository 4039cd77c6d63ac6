using Microblog.Protocols.Signatures;

namespace Microblog.Federation.Outbox;

/// <summary>An activity as it is posted, with what signs it.</summary>
/// <param name="Digest">The value of the Digest header: the same for all inboxes.</param>
public sealed record OutgoingActivity(byte[] Body, string Digest, DateTimeOffset CreatedAt, Uri KeyId, SigningKey Key);
