using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Inbox;
using Microblog.Federation.Remote;
using Microblog.Protocols.ActivityPub;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Documents;

/// <summary>Says who asks for a document, by the signature of the request.</summary>
/// <remarks>Asked only where the answer depends on it: a key may have to be fetched for it.</remarks>
public sealed class Askers(Db db, SignatureGuard signatures)
{
    /// <summary>The server that asks, as <see cref="Origin.HostOf"/> spells it.</summary>
    /// <returns>Null when the request is not signed, or not by anybody we can find.</returns>
    public async Task<string?> HostAsync(HttpRequest request, CancellationToken ct) => (await KeyAsync(request, ct))?.OwnerHost;

    /// <summary>Who asks, for somebody's server or for themselves.</summary>
    /// <inheritdoc cref="HostAsync"/>
    public async Task<PeerReader?> ReaderAsync(HttpRequest request, CancellationToken ct)
    {
        if (await KeyAsync(request, ct) is not { } key)
            return null;

        // COMPAT(GoToSocial): a server's own actor is a Service; elsewhere it is an Application.
        var speaksForAll = await db.Actors.AnyAsync(
            a => a.Id == key.OwnerId && (a.Kind == ActorKind.Application || a.Kind == ActorKind.Service), ct);
        return new PeerReader(key.OwnerHost, key.OwnerId, speaksForAll);
    }

    /// <summary>Whether a person here has blocked who asks.</summary>
    /// <remarks>Of a server on which they blocked nobody no key is fetched.</remarks>
    public async Task<bool> AreBlockedByAsync(long actorId, HttpRequest request, CancellationToken ct)
    {
        if (!signatures.TryRead(request, [], out var signature, out _))
            return false;
        var host = Origin.HostOf(signature.KeyId);
        return await db.PersonalBlocks.AnyAsync(b => b.BlockerId == actorId && b.Blocked!.Host == host, ct)
            && await KeyAsync(request, ct) is { } key
            && await db.PersonalBlocks.AnyAsync(b => b.BlockerId == actorId && b.BlockedId == key.OwnerId, ct);
    }

    /// <summary>Whether the request claims to be somebody's: cheaper than to ask whose.</summary>
    public static bool IsSigned(HttpRequest request) => request.Headers.ContainsKey("Signature");

    private async Task<RemoteKey?> KeyAsync(HttpRequest request, CancellationToken ct) =>
        signatures.TryRead(request, [], out var signature, out _)
            ? (await signatures.ProveAsync(signature, ct)).Key
            : null;
}
