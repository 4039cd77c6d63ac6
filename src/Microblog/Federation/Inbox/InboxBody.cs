using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Inbox;

/// <summary>Reads a body that may lie about its length.</summary>
internal static class InboxBody
{
    /// <summary>
    /// What is read at most, in bytes, of a body that is too long: whoever is a little over hears why, instead of finding the
    /// connection cut while still sending.
    /// </summary>
    public const int MostRead = 4 * Limits.DocumentBytes;

    /// <summary>Reads the whole body.</summary>
    /// <returns>Null when it is longer than <see cref="Limits.DocumentBytes"/>.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MostRead)
            return null;
        try
        {
            using var body = new MemoryStream((int)Math.Min(request.ContentLength ?? 4096, Limits.DocumentBytes));
            var buffer = new byte[16 * 1024];
            var total = 0L;
            while (await request.Body.ReadAsync(buffer, ct) is var read and > 0)
            {
                total += read;
                if (total <= Limits.DocumentBytes)
                    body.Write(buffer, 0, read);
            }

            return total <= Limits.DocumentBytes ? body.ToArray() : null;
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
