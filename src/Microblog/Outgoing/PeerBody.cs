using System.Buffers;

namespace Microblog.Outgoing;

/// <summary>Reads an answer's body, counting what comes out of the decompressor.</summary>
internal static class PeerBody
{
    /// <summary>Of an answer that only its status matters of, this much is kept for the administrator to read.</summary>
    private const int Excerpt = 4096;

    private const int FirstBuffer = 16 * 1024;

    /// <summary>Reads at most <paramref name="max"/> bytes.</summary>
    /// <param name="wantsWhole">False keeps only the beginning and does not mind the rest.</param>
    /// <exception cref="PeerUnreachableException">The body is longer than <paramref name="max"/> bytes.</exception>
    public static async Task<byte[]> ReadAsync(HttpContent content, int max, bool wantsWhole, CancellationToken ct)
    {
        var length = content.Headers.ContentLength;
        if (length == 0)
            return [];
        if (wantsWhole && length > max)
            throw TooLarge(max);

        await using var stream = await content.ReadAsStreamAsync(ct);
        var cap = wantsWhole ? max : Math.Min(max, Excerpt);
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(cap + 1, FirstBuffer));
        try
        {
            var filled = 0;
            while (await stream.ReadAsync(buffer.AsMemory(filled), ct) is var read and > 0)
            {
                filled += read;
                if (filled > cap)
                    return wantsWhole ? throw TooLarge(max) : buffer[..cap];
                if (filled == buffer.Length)
                    buffer = Grow(buffer);
            }

            return buffer[..filled];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grow(byte[] full)
    {
        var larger = ArrayPool<byte>.Shared.Rent(full.Length * 2);
        full.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }

    private static PeerUnreachableException TooLarge(int max) =>
        new(PeerFailure.TooLarge, $"The answer is longer than {max} bytes.");
}
