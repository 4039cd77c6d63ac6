using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Signatures;

/// <summary>Puts a proof into a document: see <see cref="ObjectProof"/>.</summary>
/// <remarks>Source: FEP-8b32; Data Integrity EdDSA Cryptosuites 1.0, §3.3.1 and §3.3.5.</remarks>
public static class ProofSigner
{
    /// <summary>The document as it was, with a property <c>proof</c> behind the others.</summary>
    /// <param name="document">
    /// A JSON object. For JSON-LD, its <c>@context</c> holds <c>https://w3id.org/security/data-integrity/v2</c>.
    /// </param>
    /// <param name="key">An Ed25519 key.</param>
    /// <param name="verificationMethod">The id of the key in the owner's <c>assertionMethod</c>.</param>
    /// <param name="created">Written to the second.</param>
    /// <exception cref="ArgumentException">
    /// The document has a proof or Linked Data signature already, or the key is another one.
    /// </exception>
    /// <exception cref="MalformedActivityException">The document is not a JSON object that we would read.</exception>
    /// <exception cref="FormatException">It has no canonical form.</exception>
    public static byte[] Sign(
        ReadOnlyMemory<byte> document, SigningKey key, Uri verificationMethod, DateTimeOffset created)
    {
        if (key.Kind != KeyKind.Ed25519)
            throw new ArgumentException("A proof is made with an Ed25519 key.", nameof(key));
        using var json = JsonInput.ReadObject(document);
        var root = json.RootElement;
        if (root.TryGetProperty("proof", out _) || root.TryGetProperty("signature", out _))
            throw new ArgumentException("The document is signed already.", nameof(document));

        var unsigned = WriteProof(root, verificationMethod, created, proofValue: null);
        var signed = ObjectProof.ToSign(Jcs.Canonicalize(unsigned), SHA256.HashData(Jcs.Canonicalize(root)));
        var proof = WriteProof(root, verificationMethod, created, Multikey.EncodeBytes(key.Sign(signed)));

        var end = document.Span.LastIndexOf((byte)'}');
        var isEmpty = root.GetPropertyCount() == 0;
        return [.. document.Span[..end], .. isEmpty ? "\"proof\":"u8 : ",\"proof\":"u8, .. proof, (byte)'}'];
    }

    private static byte[] WriteProof(
        JsonElement document, Uri verificationMethod, DateTimeOffset created, string? proofValue) =>
        JsonOutput.Object(json =>
        {
            if (document.TryGetProperty("@context", out var context))
            {
                json.WritePropertyName("@context");
                context.WriteTo(json);
            }
            json.WriteString("type", "DataIntegrityProof");
            json.WriteString("cryptosuite", "eddsa-jcs-2022");
            json.WriteString(
                "created", created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteString("verificationMethod", verificationMethod.AbsoluteUri);
            json.WriteString("proofPurpose", "assertionMethod");
            json.WriteStringIfAny("proofValue", proofValue);
        });
}
