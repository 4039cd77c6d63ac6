using Microblog.Actors;
using Microblog.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Lists the emoji that people here can use.</summary>
[ApiController]
[AllowAnonymous]
[Route("api/v1/custom_emojis")]
public sealed class CustomEmojisController(Db db, LocalUris uris) : ControllerBase
{
    [HttpGet]
    public async Task<IReadOnlyList<StatusEmoji>> List(CancellationToken ct)
    {
        var ours = await db.Emojis.AsNoTracking().Where(e => e.Host == "").OrderBy(e => e.Shortcode).ToListAsync(ct);
        return ours.ConvertAll(e => StatusEmoji.Of(e, uris.Base));
    }
}
