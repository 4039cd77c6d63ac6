using Microblog.Protocols.Signatures;

namespace Microblog.Federation.Remote;

/// <summary>A key that its owner and its own document agree on.</summary>
/// <param name="OwnerHost">As <see cref="Protocols.ActivityPub.Origin.HostOf"/> spells it.</param>
public sealed record RemoteKey(long OwnerId, Uri OwnerUri, string OwnerHost, PublicKey Key, DateTimeOffset FetchedAt);
