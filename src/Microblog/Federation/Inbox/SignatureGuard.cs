using System.Diagnostics.CodeAnalysis;
using Microblog.Actors;
using Microblog.Federation.Remote;
using Microblog.Protocols.Signatures;
using Microsoft.AspNetCore.Http.Features;

namespace Microblog.Federation.Inbox;

/// <summary>Says whose signature a request bears: one door for whatever is posted here and whoever asks for a document.</summary>
/// <remarks>Source: RFC 9421; draft-cavage-http-signatures-12.</remarks>
public sealed class SignatureGuard(RemoteKeys keys, PeerSchemes schemes, LocalUris uris, TimeProvider clock)
{
    /// <summary>Reads the signature, and asks all that can be known without the key.</summary>
    /// <param name="why">A sentence for the sending server's administrator; empty when nothing is wrong so far.</param>
    public bool TryRead(HttpRequest request, ReadOnlySpan<byte> body, [NotNullWhen(true)] out RequestSignature? signature, out string why)
    {
        var isRead = RequestSignature.TryRead(Describe(request), out signature, out var outcome);
        if (isRead)
            outcome = signature!.CheckAllButKey(body, clock.GetUtcNow(), uris.Base);
        why = outcome.Reason;
        return outcome.IsValid && isRead;
    }

    /// <summary>Finds the key, fetching it when we do not have it or it has changed, and asks whether it made the signature.</summary>
    public async Task<ProvenSignature> ProveAsync(RequestSignature signature, CancellationToken ct)
    {
        var key = await keys.FindAsync(signature.KeyId, ct);
        if (key is null)
            return new ProvenSignature(null, "The key cannot be had from its owner.");
        var outcome = signature.CheckKey(key.Key, uris.Base);
        if (outcome.Fault == SignatureFault.WrongSignature && await keys.RefetchAsync(signature.KeyId, ct) is { } renewed)
        {
            key = renewed;
            outcome = signature.CheckKey(key.Key, uris.Base);
        }

        if (!outcome.IsValid)
            return new ProvenSignature(null, outcome.Reason);
        if (signature.Scheme == SignatureScheme.Rfc9421)
            schemes.Learn(key.OwnerHost, SignatureScheme.Rfc9421);
        return new ProvenSignature(key, "");
    }

    private static SignedRequest Describe(HttpRequest request) => new(
        request.Method,
        request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget,
        name => (IReadOnlyList<string?>)request.Headers[name]);
}

/// <summary>Whose signature it is.</summary>
/// <param name="Key">Null when it is nobody's that we know of.</param>
/// <param name="Why">Why not; empty when it is somebody's.</param>
public sealed record ProvenSignature(RemoteKey? Key, string Why);
