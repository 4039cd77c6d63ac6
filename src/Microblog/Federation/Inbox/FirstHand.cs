using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Inbox;

/// <summary>An activity that its own actor sent us.</summary>
/// <param name="Fingerprint">Of the request's signature; see <see cref="Protocols.Signatures.RequestSignature.Fingerprint"/>.</param>
public sealed record FirstHand(Activity Activity, string Fingerprint);
