using Microblog.Protocols.Signatures;
using Microsoft.Extensions.Caching.Memory;

namespace Microblog.Federation.Remote;

/// <summary>Which way of signing each server took last, so that the second knock is needed once.</summary>
/// <remarks>In memory and bounded: a server that is forgotten costs one refused request.</remarks>
public sealed class PeerSchemes : IDisposable
{
    private const int MostHosts = 200_000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>How long a server that took neither way is asked in one way only.</summary>
    private static readonly TimeSpan NeitherFor = TimeSpan.FromHours(1);

    private readonly MemoryCache hosts = new(new MemoryCacheOptions { SizeLimit = MostHosts });

    /// <summary>The way to try first, and whether it is worth to try the other one.</summary>
    /// <remarks>COMPAT(Mastodon before 4.5, GoToSocial, Pleroma): most servers read draft-cavage alone, so it comes first.</remarks>
    public (SignatureScheme First, bool MayKnockAgain) For(string host) =>
        hosts.TryGetValue(host, out Known? known) ? (known!.Scheme, known.MayKnockAgain) : (SignatureScheme.Cavage, true);

    /// <summary>The server took a request signed so, or signed one so itself.</summary>
    public void Learn(string host, SignatureScheme scheme)
    {
        if (!hosts.TryGetValue(host, out Known? known) || known!.Scheme != scheme || !known.MayKnockAgain)
            Set(host, new Known(scheme, MayKnockAgain: true), Kept);
    }

    /// <summary>The server refused both ways.</summary>
    public void LearnNeither(string host, SignatureScheme first) => Set(host, new Known(first, MayKnockAgain: false), NeitherFor);

    public void Dispose() => hosts.Dispose();

    private void Set(string host, Known known, TimeSpan kept) =>
        hosts.Set(host, known, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = kept });

    private sealed record Known(SignatureScheme Scheme, bool MayKnockAgain);
}
