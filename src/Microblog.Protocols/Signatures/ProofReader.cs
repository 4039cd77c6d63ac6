using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Signatures;

/// <summary>Reads the proofs of one document.</summary>
internal sealed class ProofReader(JsonElement document, DateTimeOffset now)
{
    // 64 bytes in base 58, after the letter of the base.
    private const int LongestValue = 88;

    private JsonElement? hashedContext;
    private byte[]? hash;

    public IReadOnlyList<ObjectProof> ReadAll(out SignatureOutcome outcome)
    {
        if (!document.TryGetProperty("proof", out var value))
        {
            outcome = new SignatureOutcome(SignatureFault.Missing, "The document has no proof.");
            return [];
        }
        JsonElement[] all = [.. ItemsOf(value).Take(ObjectProof.MostProofs + 1)];
        outcome = Malformed("The document has no proof, or more than four.");
        if (all.Length is 0 or > ObjectProof.MostProofs)
            return [];

        var proofs = new List<ObjectProof>(all.Length);
        SignatureOutcome? objection = null;
        foreach (var one in all)
        {
            if (TryRead(one, out var proof, out outcome))
                proofs.Add(proof);
            else
                objection ??= outcome;
        }
        outcome = proofs.Count > 0 ? SignatureOutcome.Valid : objection!;
        return proofs;
    }

    private bool TryRead(JsonElement value, [NotNullWhen(true)] out ObjectProof? proof, out SignatureOutcome outcome)
    {
        proof = null;
        if (ObjectionToForm(value) is { } malformed)
        {
            outcome = Malformed(malformed);
            return false;
        }
        if (ObjectionToTime(value, out var created) is { } untimely)
        {
            outcome = untimely;
            return false;
        }
        outcome = Malformed("The verification method is not an http address.");
        if (!Ids.TryParse(TextOf(value, "verificationMethod"), out var method))
            return false;
        outcome = Malformed("The value of the proof is not 64 bytes of base58btc.");
        if (!Multikey.TryDecodeBytes(TextOf(value, "proofValue"), LongestValue, out var signature)
            || signature.Length != Ed25519.SignatureLength)
        {
            return false;
        }
        var config = new ArrayBufferWriter<byte>(512);
        Jcs.WriteObject(config, PropertiesOf(value).Where(p => p.Key != "proofValue"));
        var signed = ObjectProof.ToSign(config.WrittenSpan, HashOfDocument(ContextOf(value) ?? ContextOf(document)));
        proof = new ObjectProof(method, created, signed, signature);
        outcome = SignatureOutcome.Valid;
        return true;
    }

    private string? ObjectionToForm(JsonElement proof) =>
        proof.ValueKind != JsonValueKind.Object ? "The proof is not an object."
        : TextOf(proof, "type") != "DataIntegrityProof" ? "The type of the proof is not DataIntegrityProof."
        : TextOf(proof, "cryptosuite") != "eddsa-jcs-2022" ? "The cryptosuite of the proof is not eddsa-jcs-2022."
        : TextOf(proof, "proofPurpose") != "assertionMethod" ? "The purpose of the proof is not assertionMethod."
        : Has(proof, "previousProof") ? "The proof depends on another."
        : Has(proof, "domain") || Has(proof, "challenge") ? "The proof was made for one occasion."
        : !ContextFits(proof) ? "The @context of the proof is not that of the document."
        : null;

    /// <summary>A proof may be old, for a document may be. It may not be of the future, nor expired.</summary>
    private SignatureOutcome? ObjectionToTime(JsonElement proof, out DateTimeOffset? created)
    {
        created = Timestamps.Parse(TextOf(proof, "created"));
        var expires = Timestamps.Parse(TextOf(proof, "expires"));
        return (created is null && Has(proof, "created")) || (expires is null && Has(proof, "expires"))
            ? Malformed("A time in the proof is not one.")
            : created > now + CavageVerifier.MaxAhead
            ? new SignatureOutcome(SignatureFault.OutOfTime, "The proof is from the future.")
            : expires <= now ? new SignatureOutcome(SignatureFault.OutOfTime, "The proof has expired.")
            : null;
    }

    /// <summary>
    /// The document's contexts begin with the proof's; then the proof's are the ones that were signed. A proof without
    /// any was made by an older draft, and the document's were.
    /// </summary>
    private bool ContextFits(JsonElement proof)
    {
        if (ContextOf(proof) is not { } claimed)
            return true;
        return ContextOf(document) is { } actual
            && ItemsOf(claimed).Count() <= ItemsOf(actual).Count()
            && ItemsOf(claimed).Zip(ItemsOf(actual)).All(pair => JsonElement.DeepEquals(pair.First, pair.Second));
    }

    /// <summary>Proofs of one document have one context as a rule: then it is hashed once.</summary>
    private byte[] HashOfDocument(JsonElement? context)
    {
        if (hash is not null && SameContext(context, hashedContext))
            return hash;
        var canonical = new ArrayBufferWriter<byte>(4096);
        Jcs.WriteObject(
            canonical,
            PropertiesOf(document)
                .Where(p => !IsOutside(p))
                .Select(p => p.Key == "@context" ? KeyValuePair.Create(p.Key, context ?? p.Value) : p));
        hashedContext = context;
        hash = SHA256.HashData(canonical.WrittenSpan);
        return hash;
    }

    /// <summary>FEP-8b32: a Linked Data signature was added after the proof.</summary>
    private static bool IsOutside(KeyValuePair<string, JsonElement> property) =>
        property.Key == "proof" || (property.Key == "signature" && property.Value.ValueKind == JsonValueKind.Object);

    private static bool SameContext(JsonElement? a, JsonElement? b) =>
        a is { } x && b is { } y ? JsonElement.DeepEquals(x, y) : a is null && b is null;

    private static IEnumerable<KeyValuePair<string, JsonElement>> PropertiesOf(JsonElement value) =>
        value.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value));

    private static IEnumerable<JsonElement> ItemsOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    private static JsonElement? ContextOf(JsonElement value) =>
        value.TryGetProperty("@context", out var context) ? context : null;

    private static bool Has(JsonElement value, string name) => value.TryGetProperty(name, out _);

    private static string? TextOf(JsonElement value, string name) =>
        value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    private static SignatureOutcome Malformed(string why) => new(SignatureFault.Malformed, why);
}
