using Microblog.Protocols.Signatures;

namespace Microblog.Tests.Support;

/// <summary>Key pairs for the many actors of a run: each is found once and serves many tests.</summary>
internal static class RsaKeyPool
{
    private static readonly Lazy<RsaKeyPair>[] Pairs = [.. Enumerable.Range(0, 64).Select(_ => new Lazy<RsaKeyPair>(RsaKeys.Generate))];
    private static int last;

    /// <summary>Gives pairs that differ, up to as many as there are; each sequence begins with another one.</summary>
    public static Func<RsaKeyPair> Sequence()
    {
        var next = Interlocked.Add(ref last, 7);
        return () => Pairs[(uint)Interlocked.Increment(ref next) % Pairs.Length].Value;
    }
}
