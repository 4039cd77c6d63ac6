using System.Net;
using Microblog.Outgoing;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.Signatures;

namespace Microblog.Federation.Remote;

/// <summary>Sends signed requests, in the way that the other server reads.</summary>
/// <remarks>
/// Which of the two ways a server reads cannot be asked: it is knocked twice where the first is refused, and what worked is
/// remembered. Each attempt is signed afresh. COMPAT(Fedify, Mastodon 4.7): both call it double-knocking.
/// </remarks>
public sealed class SignedPeers(PeerClient peers, PeerSchemes schemes, TimeProvider clock)
{
    /// <summary>Fetches a document in somebody's name.</summary>
    /// <exception cref="PeerUnreachableException">There was no answer, or one that we refuse to read.</exception>
    public Task<PeerAnswer> GetAsync(Uri address, string accept, Signer signer, CancellationToken ct) =>
        KnockAsync(address, scheme => PeerRequest.Get(address, accept, message => Sign(message, scheme, signer, body: null, synchronization: null)), ct);

    /// <summary>Posts a document in somebody's name.</summary>
    /// <param name="synchronization">What is told beside it of followers on that server; null for nothing.</param>
    /// <inheritdoc cref="GetAsync"/>
    public Task<PeerAnswer> PostAsync(
        Uri inbox, SignedBody body, Signer signer, CollectionSynchronization? synchronization, CancellationToken ct) =>
        KnockAsync(
            inbox,
            scheme => PeerRequest.Post(inbox, body.Bytes, MediaTypes.ActivityJson, message => Sign(message, scheme, signer, body, synchronization?.ToString())),
            ct);

    private async Task<PeerAnswer> KnockAsync(Uri address, Func<SignatureScheme, PeerRequest> request, CancellationToken ct)
    {
        var host = Origin.HostOf(address);
        var (first, mayKnockAgain) = schemes.For(host);
        var answer = await peers.SendAsync(request(first), ct);
        if (answer.IsSuccess)
            schemes.Learn(host, first);
        if (!mayKnockAgain || !IsAboutTheSignature(answer.Status))
            return answer;

        var second = first == SignatureScheme.Cavage ? SignatureScheme.Rfc9421 : SignatureScheme.Cavage;
        var again = await peers.SendAsync(request(second), ct);
        if (again.IsSuccess)
        {
            schemes.Learn(host, second);
            return again;
        }

        if (IsAboutTheSignature(again.Status))
            schemes.LearnNeither(host, first);
        return SaysMore(again.Status, answer.Status) ? again : answer;
    }

    // That there is no such thing, or too much to do, is said past the question of the signature. 401 means that a signature was read, 400 perhaps that
    // none was seen. Any other refusal of the second way may be about that way, and is no reason to give up for good what the first only doubts.
    private static bool SaysMore(HttpStatusCode second, HttpStatusCode first) => second switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => true,
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout or >= (HttpStatusCode)520 => true,
        HttpStatusCode.Unauthorized => first == HttpStatusCode.BadRequest,
        _ => false,
    };

    private static bool IsAboutTheSignature(HttpStatusCode status) => status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized;

    private void Sign(HttpRequestMessage message, SignatureScheme scheme, Signer signer, SignedBody? body, string? synchronization)
    {
        var (method, target) = (message.Method.Method, message.RequestUri!);
        if (synchronization is not null)
            message.Headers.TryAddWithoutValidation(CollectionSynchronization.Header, synchronization);
        if (scheme == SignatureScheme.Cavage)
        {
            var headers = CavageSigner.Sign(method, target, clock.GetUtcNow(), body?.Digest, signer.KeyId, signer.Key, synchronization);
            message.Headers.Host = headers.Host;
            message.Headers.TryAddWithoutValidation("Date", headers.Date);
            if (headers.Digest is not null)
                message.Headers.TryAddWithoutValidation("Digest", headers.Digest);
            message.Headers.TryAddWithoutValidation("Signature", headers.Signature);
            return;
        }

        var fields = MessageSigner.Sign(method, target, clock.GetUtcNow(), body?.ContentDigest, signer.KeyId, signer.Key, synchronization);
        message.Headers.Host = Origin.HostOf(target);
        if (fields.ContentDigest is not null)
            message.Headers.TryAddWithoutValidation("Content-Digest", fields.ContentDigest);
        message.Headers.TryAddWithoutValidation("Signature-Input", fields.SignatureInput);
        message.Headers.TryAddWithoutValidation("Signature", fields.Signature);
    }
}

/// <summary>In whose name a request is signed.</summary>
public sealed record Signer(Uri KeyId, SigningKey Key);

/// <summary>A body that is signed, maybe many times.</summary>
/// <param name="Digest">The value of the Digest header.</param>
/// <param name="ContentDigest">The value of the Content-Digest header.</param>
public sealed record SignedBody(ReadOnlyMemory<byte> Bytes, string Digest, string ContentDigest)
{
    public static SignedBody Of(byte[] bytes) => new(bytes, CavageSigner.DigestOf(bytes), Protocols.Signatures.ContentDigest.Of(bytes));
}
