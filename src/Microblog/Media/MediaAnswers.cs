using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Microblog.Media;

/// <summary>How files are served: with the type that we made them of, whole or in part, and with nothing that they could do.</summary>
internal static class MediaAnswers
{
    /// <summary>The answer, or that there is none.</summary>
    /// <param name="file">As the database has it.</param>
    /// <remarks>A file never changes under its name, so a copy never grows old. Source: RFC 8246, RFC 9110 §14.</remarks>
    public static IActionResult Of(HttpResponse response, IMediaStore store, string file)
    {
        if (store.Open(file) is not { } content)
            return new NotFoundResult();
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return new FileStreamResult(content, MediaFiles.TypeOf(file))
        {
            EnableRangeProcessing = true,
            EntityTag = new EntityTagHeaderValue($"\"{file[..32]}\""),
        };
    }
}
