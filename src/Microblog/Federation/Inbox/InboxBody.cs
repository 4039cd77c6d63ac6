using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Inbox;

/// <summary>Reads a body that may lie about its length.</summary>
internal static class InboxBody
{
    /// <summary>Reads the whole body.</summary>
    /// <returns>Null when it is longer than <see cref="Limits.DocumentBytes"/>.</returns>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > Limits.DocumentBytes)
            return null;
        try
        {
            using var body = new MemoryStream(request.ContentLength is { } length ? (int)length : 4096);
            await request.Body.CopyToAsync(body, ct);
            return body.Length <= Limits.DocumentBytes ? body.ToArray() : null;
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }
    }
}
