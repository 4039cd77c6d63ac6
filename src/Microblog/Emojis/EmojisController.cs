using Microblog.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Microblog.Emojis;

/// <summary>The pictures of our emoji.</summary>
[AllowAnonymous]
public sealed class EmojisController(Db db, EmojiFiles files) : ControllerBase
{
    /// <summary>The picture, with the type that its bytes had when it was imported, and nothing that it could do.</summary>
    /// <remarks>A new picture has a new name, so a copy never grows old.</remarks>
    [HttpGet("/emojis/files/{file}")]
    public async Task<IActionResult> Show(string file, CancellationToken ct)
    {
        var emoji = await db.Emojis.AsNoTracking().SingleOrDefaultAsync(e => e.File == file, ct);
        if (emoji is not { File: { } name, MediaType: { } mediaType } || files.Open(name) is not { } picture)
            return NotFound();

        Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers[HeaderNames.CacheControl] = "public, max-age=31536000, immutable";
        Response.Headers.AccessControlAllowOrigin = "*";
        return File(picture, mediaType);
    }
}
