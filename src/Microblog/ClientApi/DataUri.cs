using System.Buffers.Text;

namespace Microblog.ClientApi;

/// <summary>A file that is written out as text: <c>data:image/png;base64,…</c>.</summary>
/// <remarks>Source: RFC 2397. What kind of file it says it is does not matter: that is found out from the file.</remarks>
internal static class DataUri
{
    private const string Scheme = "data:";

    /// <summary>The file; null when there is none.</summary>
    /// <exception cref="RefusalException">The text is no such file.</exception>
    public static Stream? Open(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0 || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || !text.AsSpan(0, comma).EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
            throw new RefusalException(Refusal.MediaNotUnderstood);
        var written = text.AsSpan(comma + 1);
        if (!Base64.IsValid(written, out var length))
            throw new RefusalException(Refusal.MediaNotUnderstood);
        var file = new byte[length];
        return Convert.TryFromBase64Chars(written, file, out var read) ? new MemoryStream(file, 0, read) : throw new RefusalException(Refusal.MediaNotUnderstood);
    }
}
