using System.Text;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Signatures;

/// <summary>Checks a request that was signed by RFC 9421.</summary>
/// <remarks>
/// Covered must be the method, the address, and the digest unless the method is GET or HEAD. The address is
/// <c>@target-uri</c>, or <c>@authority</c> with <c>@request-target</c>, or with <c>@path</c> and, where there is one,
/// <c>@query</c>. Every covered header must stand in the request exactly once. That the key is the actor's must be
/// known already.
/// </remarks>
public static class MessageVerifier
{
    /// <summary>Checks everything.</summary>
    /// <param name="ourAddress">
    /// Where the world finds this server. Its scheme and host are what was signed, whatever a proxy made of them.
    /// </param>
    public static SignatureOutcome Check(
        SignedRequest request, ReadOnlySpan<byte> body, PublicKey key, DateTimeOffset now, Uri ourAddress)
    {
        if (!MessageSignature.TryRead(request, out var signature, out var outcome))
            return outcome;
        outcome = CheckAllButKey(request, signature, body, now, ourAddress);
        return outcome.IsValid ? CheckSignature(request, signature, key, ourAddress) : outcome;
    }

    /// <summary>
    /// All that can be known without the key. Ask this before fetching one, so that nobody makes us fetch by sending
    /// nonsense.
    /// </summary>
    /// <inheritdoc cref="Check"/>
    public static SignatureOutcome CheckAllButKey(
        SignedRequest request,
        MessageSignature signature,
        ReadOnlySpan<byte> body,
        DateTimeOffset now,
        Uri ourAddress)
    {
        if (!request.PathAndQuery.StartsWith('/') || !IsPlain(request.PathAndQuery) || !IsPlain(request.Method))
            return new SignatureOutcome(SignatureFault.Malformed, "The request target is not a path.");
        if (MissingFrom(signature, request) is { } missing)
            return new SignatureOutcome(SignatureFault.NotCovered, $"The signature does not cover {missing}.");
        foreach (var name in signature.Components)
        {
            if (SignatureBase.IsField(name) && (request.Only(name) is not { } value || !IsPlain(value)))
            {
                return new SignatureOutcome(
                    SignatureFault.Malformed, $"The header {name} is signed but not there exactly once, in ASCII.");
            }
        }
        if (!string.Equals(request.Only("host"), Origin.HostOf(ourAddress), StringComparison.OrdinalIgnoreCase))
            return new SignatureOutcome(SignatureFault.WrongHost, "The request was made to another host.");
        if (signature.Expires < now.ToUnixTimeSeconds())
            return new SignatureOutcome(SignatureFault.OutOfTime, "The signature has expired.");
        if (!CavageVerifier.IsTimely(signature.Created, now))
            return new SignatureOutcome(SignatureFault.OutOfTime, "The signature is too old or from the future.");
        return signature.Covers("content-digest") && !ContentDigest.Holds(request.Only("content-digest")!, body)
            ? new SignatureOutcome(SignatureFault.WrongDigest, "The digest is not that of the body.")
            : SignatureOutcome.Valid;
    }

    /// <summary>The key's own algorithm counts. One that is named must be one that the key can do.</summary>
    internal static SignatureOutcome CheckSignature(
        SignedRequest request, MessageSignature signature, PublicKey key, Uri ourAddress)
    {
        var algorithm = signature.Algorithm ?? key.Algorithm;
        if (algorithm == SignatureAlgorithm.Ed25519 != (key.Kind == KeyKind.Ed25519))
            return new SignatureOutcome(SignatureFault.WrongSignature, "The algorithm is not one of the key.");
        var text = SignatureBase.Make(
            signature.Components, name => SignatureBase.ValueOf(name, request, ourAddress), signature.Parameters);
        return key.Verify(algorithm, text.Span, signature.Signature.Span)
            ? SignatureOutcome.Valid
            : new SignatureOutcome(SignatureFault.WrongSignature, "The signature does not verify.");
    }

    private static string? MissingFrom(MessageSignature signature, SignedRequest request) =>
        !signature.Covers("@method") ? "the method"
        : !CoversAddress(signature, request) ? "the address"
        : request.Method is not ("GET" or "HEAD") && !signature.Covers("content-digest") ? "the digest"
        : null;

    private static bool CoversAddress(MessageSignature signature, SignedRequest request) =>
        signature.Covers("@target-uri")
        || (signature.Covers("@authority")
            && (signature.Covers("@request-target")
                || (signature.Covers("@path")
                    && (signature.Covers("@query") || !request.PathAndQuery.Contains('?', StringComparison.Ordinal)))));

    private static bool IsPlain(string text) => Ascii.IsValid(text) && !text.AsSpan().ContainsAny('\r', '\n', '\0');
}
