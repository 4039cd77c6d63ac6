using System.Diagnostics.CodeAnalysis;

namespace Microblog.Protocols.Signatures;

/// <summary>A signature by RFC 9421: what counts of a request's Signature-Input and Signature headers.</summary>
/// <param name="Label">Which of several it is.</param>
/// <param name="Algorithm">A hint only: the key decides. Null where none is given.</param>
/// <param name="Components">What is covered, in the order of signing; each once, in lower case.</param>
/// <param name="Created">Seconds since 1970.</param>
/// <param name="Expires">Seconds since 1970.</param>
/// <param name="Parameters">What is signed in the last line.</param>
/// <remarks>Source: RFC 9421, §4.</remarks>
public sealed record MessageSignature(
    string Label,
    Uri KeyId,
    SignatureAlgorithm? Algorithm,
    IReadOnlyList<string> Components,
    ReadOnlyMemory<byte> Signature,
    long Created,
    long? Expires,
    string Parameters)
{
    /// <summary>Of each of the two headers, in characters.</summary>
    public const int MaxLength = 8192;

    private const int LongestSignature = 1024;

    public bool Covers(string component) => Components.Contains(component, StringComparer.Ordinal);

    /// <summary>
    /// Finds the signature to judge: the first whose key, time, algorithm and components we can read. A proxy may have
    /// added its own. The headers must be well-formed as a whole, each on one line, and have the same labels.
    /// </summary>
    /// <param name="outcome">Why there is none; valid otherwise, which says nothing about the signature yet.</param>
    public static bool TryRead(
        SignedRequest request, [NotNullWhen(true)] out MessageSignature? signature, out SignatureOutcome outcome)
    {
        signature = null;
        outcome = new SignatureOutcome(SignatureFault.Missing, "The request is not signed.");
        if (request.ValuesOf("signature-input").Count == 0)
            return false;
        outcome = Malformed("The Signature-Input header is not well-formed.");
        if (request.Only("signature-input") is not { Length: <= MaxLength } text
            || SignatureInput.ReadAll(text) is not { } inputs)
        {
            return false;
        }
        outcome = Malformed("The Signature header is not well-formed, or has not the labels of Signature-Input.");
        if (ReadSignatures(request.Only("signature"), inputs) is not { } signatures)
            return false;
        if (inputs.FirstOrDefault(i => i.Objection() is null) is not { } input)
        {
            outcome = Malformed(inputs[0].Objection()!);
            return false;
        }
        signature = Make(input, signatures[input.Label]);
        outcome = SignatureOutcome.Valid;
        return true;
    }

    /// <summary>Null for a name that we do not accept: HMAC above all.</summary>
    internal static SignatureAlgorithm? AlgorithmOf(string name) => name switch
    {
        "rsa-v1_5-sha256" => SignatureAlgorithm.RsaPkcs1Sha256,
        "rsa-pss-sha512" => SignatureAlgorithm.RsaPssSha512,
        "ed25519" => SignatureAlgorithm.Ed25519,
        _ => null,
    };

    private static Dictionary<string, byte[]>? ReadSignatures(string? text, IReadOnlyList<SignatureInput> inputs)
    {
        if (text is null or { Length: > MaxLength })
            return null;
        var reader = new FieldReader(text);
        var signatures = new Dictionary<string, byte[]>(inputs.Count, StringComparer.Ordinal);
        do
        {
            if (!reader.TryKey(out var label)
                || !reader.TryTake('=')
                || !reader.TryBytes(LongestSignature, out var bytes)
                || !inputs.Any(i => i.Label == label)
                || !signatures.TryAdd(label, bytes))
            {
                return null;
            }
        }
        while (reader.TryNextMember());
        return reader.IsAtEnd && signatures.Count == inputs.Count ? signatures : null;
    }

    private static MessageSignature Make(SignatureInput input, byte[] signature) => new(
        input.Label,
        input.KeyId!,
        input.Algorithm is null ? null : AlgorithmOf(input.Algorithm),
        input.Components,
        signature,
        input.Created!.Value,
        input.Expires,
        input.Parameters);

    private static SignatureOutcome Malformed(string why) => new(SignatureFault.Malformed, why);
}
