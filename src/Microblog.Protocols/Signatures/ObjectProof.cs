using System.Security.Cryptography;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Signatures;

/// <summary>
/// A proof in a document that says who made it, however it got here: cryptosuite <c>eddsa-jcs-2022</c>, purpose
/// <c>assertionMethod</c>.
/// </summary>
/// <remarks>
/// Source: FEP-8b32; Data Integrity EdDSA Cryptosuites 1.0, §3.3; Data Integrity 1.0, §4.4. Whether the owner of the
/// verification method may speak for the document is the caller's question.
/// </remarks>
public sealed class ObjectProof
{
    /// <summary>A document with more proofs is refused.</summary>
    public const int MostProofs = 4;

    private readonly byte[] signed;
    private readonly byte[] signature;

    internal ObjectProof(Uri verificationMethod, DateTimeOffset? created, byte[] signed, byte[] signature)
    {
        VerificationMethod = verificationMethod;
        Created = created;
        this.signed = signed;
        this.signature = signature;
    }

    /// <summary>The id of the key; its owner lists it as an <c>assertionMethod</c>.</summary>
    public Uri VerificationMethod { get; }

    /// <summary>Null where the proof does not say.</summary>
    public DateTimeOffset? Created { get; }

    /// <summary>
    /// Finds the proofs that can be judged. All that can be known without the key has been asked then.
    /// </summary>
    /// <param name="outcome">Why there is none; valid otherwise, which says nothing about the signatures yet.</param>
    public static IReadOnlyList<ObjectProof> ReadAll(
        ReadOnlyMemory<byte> document, DateTimeOffset now, out SignatureOutcome outcome)
    {
        try
        {
            using var json = JsonInput.ReadObject(document);
            return new ProofReader(json.RootElement, now).ReadAll(out outcome);
        }
        catch (Exception e) when (e is MalformedActivityException or FormatException)
        {
            outcome = new SignatureOutcome(SignatureFault.Malformed, e.Message);
            return [];
        }
    }

    /// <summary>Checks a document whose keys are at hand: one proof that holds is enough.</summary>
    /// <param name="keyOf">Null for a verification method that is not known or not trusted.</param>
    /// <returns>What is wrong with the last proof whose key is known, if none holds.</returns>
    public static SignatureOutcome Check(
        ReadOnlyMemory<byte> document, DateTimeOffset now, Func<Uri, PublicKey?> keyOf)
    {
        var proofs = ReadAll(document, now, out var outcome);
        if (proofs.Count == 0)
            return outcome;
        outcome = new SignatureOutcome(SignatureFault.WrongSignature, "The key of no proof is known.");
        foreach (var proof in proofs)
        {
            if (keyOf(proof.VerificationMethod) is not { } key)
                continue;
            outcome = proof.Check(key);
            if (outcome.IsValid)
                break;
        }
        return outcome;
    }

    /// <summary>Whether this key made the proof for this very document.</summary>
    public SignatureOutcome Check(PublicKey key) =>
        key.Kind != KeyKind.Ed25519
            ? new SignatureOutcome(SignatureFault.WrongSignature, "The key of the proof is not an Ed25519 key.")
        : key.Verify(signed, signature)
            ? SignatureOutcome.Valid
            : new SignatureOutcome(SignatureFault.WrongSignature, "The proof does not verify.");

    /// <summary>What is signed: the hash of the proof without its value, then that of the document.</summary>
    internal static byte[] ToSign(ReadOnlySpan<byte> canonicalProof, ReadOnlySpan<byte> documentHash)
    {
        var both = new byte[SHA256.HashSizeInBytes * 2];
        SHA256.HashData(canonicalProof, both);
        documentHash.CopyTo(both.AsSpan(SHA256.HashSizeInBytes));
        return both;
    }
}
