using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.Signatures;

/// <summary>The signature of a request, whichever way it was made: the one door for whatever arrives.</summary>
/// <remarks>
/// A request with a Signature-Input header is judged by RFC 9421 alone, and any other by draft-cavage alone. Both use
/// the name Signature, so a request cannot hold both; and if the one is wrong, the other is not tried, or an attacker
/// could choose which rules count.
/// </remarks>
public sealed class RequestSignature
{
    private readonly SignedRequest request;
    private readonly MessageSignature? message;
    private readonly SignatureHeader? cavage;

    private RequestSignature(SignedRequest request, MessageSignature? message, SignatureHeader? cavage)
    {
        this.request = request;
        this.message = message;
        this.cavage = cavage;
    }

    public Uri KeyId => message?.KeyId ?? cavage!.KeyId;

    public SignatureScheme Scheme => message is null ? SignatureScheme.Cavage : SignatureScheme.Rfc9421;

    /// <summary>Tells it from any other: a request that is sent again as it was has the same, and nobody but its signer makes another.</summary>
    public string Fingerprint => Base64Url.EncodeToString(SHA256.HashData((message?.Signature ?? cavage!.Signature).Span));

    /// <summary>Whether a header of that name, in lower case, is covered.</summary>
    public bool Covers(string header) => message?.Covers(header) ?? cavage!.Covers(header);

    /// <summary>Reads the headers of a request.</summary>
    /// <param name="outcome">Why there is no signature; valid otherwise, which says nothing about it yet.</param>
    public static bool TryRead(
        SignedRequest request, [NotNullWhen(true)] out RequestSignature? signature, out SignatureOutcome outcome)
    {
        signature = null;
        if (request.ValuesOf("signature-input").Count > 0)
        {
            if (MessageSignature.TryRead(request, out var byRfc, out outcome))
                signature = new RequestSignature(request, byRfc, null);
        }
        else if (SignatureHeader.TryRead(request, out var byDraft, out outcome))
        {
            signature = new RequestSignature(request, null, byDraft);
        }
        return signature is not null;
    }

    /// <summary>
    /// All that can be known without the key. Ask this before fetching one, so that nobody makes us fetch by sending
    /// nonsense.
    /// </summary>
    /// <param name="ourAddress">
    /// Where the world finds this server. Its scheme and host are what was signed, whatever a proxy made of them.
    /// </param>
    public SignatureOutcome CheckAllButKey(ReadOnlySpan<byte> body, DateTimeOffset now, Uri ourAddress) =>
        message is not null
            ? MessageVerifier.CheckAllButKey(request, message, body, now, ourAddress)
            : CavageVerifier.CheckAllButKey(request, cavage!, body, now, host => host == Origin.HostOf(ourAddress));

    /// <summary>
    /// The signature alone. It proves the request only together with <see cref="CheckAllButKey"/>, which need not be
    /// asked again for another key.
    /// </summary>
    /// <inheritdoc cref="CheckAllButKey"/>
    public SignatureOutcome CheckKey(PublicKey key, Uri ourAddress) =>
        message is not null
            ? MessageVerifier.CheckSignature(request, message, key, ourAddress)
            : CavageVerifier.CheckSignature(request, cavage!, key);

    /// <summary>Checks everything.</summary>
    /// <inheritdoc cref="CheckAllButKey"/>
    public SignatureOutcome Check(ReadOnlySpan<byte> body, PublicKey key, DateTimeOffset now, Uri ourAddress)
    {
        var outcome = CheckAllButKey(body, now, ourAddress);
        return outcome.IsValid ? CheckKey(key, ourAddress) : outcome;
    }
}

/// <summary>The two ways to sign a request.</summary>
public enum SignatureScheme
{
    /// <summary>draft-cavage-http-signatures-12.</summary>
    Cavage,

    /// <summary>HTTP Message Signatures.</summary>
    Rfc9421,
}
