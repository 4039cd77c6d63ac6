using Microblog.Federation.Remote;

namespace Microblog.Federation.Outbox;

/// <summary>An activity as it is posted, with what signs it.</summary>
public sealed record OutgoingActivity(SignedBody Body, DateTimeOffset CreatedAt, Signer Signer);
