using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Microblog.SignIn;

/// <summary>Secrets that a browser or program holds, and what we keep of them.</summary>
internal static class Secrets
{
    /// <summary>256 random bits, in 43 characters that need no escaping anywhere.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 in lower-case hexadecimal; no salt, as the secrets are random.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
