using System.Buffers.Text;

namespace Microblog.Protocols.Signatures;

/// <summary>Base64 in its one canonical spelling, so that no two texts stand for the same bytes.</summary>
internal static class CanonicalBase64
{
    /// <summary>The bytes; null if the text is empty, too long or spelled in another way.</summary>
    /// <param name="longest">In characters.</param>
    public static byte[]? Decode(ReadOnlySpan<char> base64, int longest)
    {
        if (base64.IsEmpty || base64.Length > longest || !Base64.IsValid(base64, out var length))
            return null;
        var bytes = new byte[length];
        if (!Convert.TryFromBase64Chars(base64, bytes, out var written) || written != length)
            return null;
        return base64.SequenceEqual(Convert.ToBase64String(bytes)) ? bytes : null;
    }
}
