using Microblog.Federation.Followers;
using Microblog.Federation.Remote;

namespace Microblog.Federation.Outbox;

/// <summary>An activity as it is posted, with what signs it.</summary>
/// <param name="Followers">What each server is told of the actor's followers there; null when it is not for followers.</param>
public sealed record OutgoingActivity(SignedBody Body, DateTimeOffset CreatedAt, Signer Signer, FollowerDigests? Followers);
