using Microblog.Actors;
using Microblog.Data;
using Microblog.Protocols.Signatures;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Puts the actor's own proof into what it sends, so that others may pass it on and still be believed.</summary>
/// <remarks>Source: FEP-8b32.</remarks>
public sealed class ActivityProofs(Db db, LocalUris uris, TimeProvider clock)
{
    /// <summary>The document with a proof; as it was when the actor has no key for proofs.</summary>
    public async Task<byte[]> AddAsync(byte[] document, long actorId, CancellationToken ct)
    {
        var pem = await db.SigningKeys.Where(k => k.ActorId == actorId).Select(k => k.ProofPem).SingleOrDefaultAsync(ct);
        return pem is null || !Ed25519.IsSupported
            ? document
            : ProofSigner.Sign(document, SigningKey.FromPem(pem), uris.ProofKey(actorId), clock.GetUtcNow());
    }
}
