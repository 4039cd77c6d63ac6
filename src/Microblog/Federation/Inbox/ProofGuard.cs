using Microblog.Federation.Remote;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;

namespace Microblog.Federation.Inbox;

/// <summary>Judges the proofs that a document carries with it, so that it can be believed whoever brings it.</summary>
/// <remarks>
/// Source: FEP-8b32. Linked-data signatures are no proof and no error: they are not looked at, as what they sign is not what is read.
/// </remarks>
public sealed class ProofGuard(RemoteKeys keys, TimeProvider clock)
{
    /// <summary>How old a proof may be for others to bring it. Who has an activity can bring it for ever, also after it was undone; so long its id is
    /// remembered in any case (<see cref="Outbox.PruneActivities"/>), with a day to spare for clocks that differ.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(7);

    /// <summary>Whether the activity's own actor vouches for these very bytes.</summary>
    public async Task<ProofVerdict> JudgeAsync(byte[] body, Activity activity, CancellationToken ct)
    {
        // Most have none: the bytes are looked through before anything is parsed again.
        if (body.AsSpan().IndexOf("\"proof\""u8) < 0)
            return ProofVerdict.None;
        var proofs = ObjectProof.ReadAll(body, clock.GetUtcNow(), out _);
        foreach (var proof in proofs.Where(p => Origin.Same(p.VerificationMethod, activity.Actor)))
        {
            if (await keys.FindAsync(proof.VerificationMethod, ct) is not { } key || !Ids.Same(key.OwnerUri, activity.Actor))
                continue;
            if (proof.Check(key.Key).IsValid)
                return Valid(key, proof);
            return await keys.RefetchAsync(proof.VerificationMethod, ct) is { } renewed && proof.Check(renewed.Key).IsValid
                ? Valid(renewed, proof)
                : new ProofVerdict(null, IsForged: true);
        }

        return ProofVerdict.None;
    }

    // One that does not say when it was made may be of any time.
    private ProofVerdict Valid(RemoteKey key, ObjectProof proof) =>
        new(key, IsForged: false, IsStale: proof.Created is not { } created || created < clock.GetUtcNow() - Fresh);
}

/// <summary>What the proofs of a document say.</summary>
/// <param name="Key">The actor's key that made one of them; null when there is no such proof.</param>
/// <param name="IsForged">A proof names a key of the actor's that did not make it.</param>
/// <param name="IsStale">It is the actor's, and so old that only the actor may still bring it.</param>
public sealed record ProofVerdict(RemoteKey? Key, bool IsForged, bool IsStale = false)
{
    public static ProofVerdict None { get; } = new(null, IsForged: false);
}
