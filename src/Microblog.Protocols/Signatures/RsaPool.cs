using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Microblog.Protocols.Signatures;

/// <summary>
/// Lends one <see cref="RSA"/> instance to one thread at a time, because an instance promises nothing to two. It
/// makes what it lacks and keeps as many as it was told. What it keeps is left to the finalizer: a cache may drop a
/// key that is in use.
/// </summary>
internal sealed class RsaPool(RSAParameters parameters, int keep)
{
    private readonly ConcurrentStack<RSA> idle = new();

    public RSA Rent() => idle.TryPop(out var rsa) ? rsa : RSA.Create(parameters);

    public void Return(RSA rsa)
    {
        if (idle.Count < keep)
            idle.Push(rsa);
        else
            rsa.Dispose();
    }
}
