using System.Diagnostics.CodeAnalysis;
using Microblog.Protocols.Signatures;

namespace Microblog.Actors;

/// <summary>A remote actor's public key, as last fetched from its owner.</summary>
public sealed class ActorPublicKey
{
    public long Id { get; init; }

    /// <summary>The address that names the key in signatures. Bound to its first verified owner.</summary>
    public required Uri KeyUri { get; init; }

    public required long ActorId { get; init; }

    /// <summary>PEM, or a Multikey as in FEP-521a.</summary>
    public required string Encoded { get; set; }

    /// <summary>Reads a key in either form.</summary>
    public static bool TryParse(string encoded, [NotNullWhen(true)] out PublicKey? key) => encoded.StartsWith('z')
        ? PublicKey.TryParseMultikey(encoded, out key, out _)
        : PublicKey.TryParse(encoded, out key, out _);
    public required DateTimeOffset FetchedAt { get; set; }
}
