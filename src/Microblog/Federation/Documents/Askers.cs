using Microblog.Federation.Inbox;

namespace Microblog.Federation.Documents;

/// <summary>Says which server asks for a document, by the signature of its request.</summary>
/// <remarks>Asked only where the answer depends on it: a key may have to be fetched for it.</remarks>
public sealed class Askers(SignatureGuard signatures)
{
    /// <summary>The server that asks, as <see cref="Protocols.ActivityPub.Origin.HostOf"/> spells it.</summary>
    /// <returns>Null when the request is not signed, or not by anybody we can find.</returns>
    public async Task<string?> HostAsync(HttpRequest request, CancellationToken ct) =>
        signatures.TryRead(request, [], out var signature, out _)
            ? (await signatures.ProveAsync(signature, ct)).Key?.OwnerHost
            : null;
}
