using Microblog.Data;
using Microblog.Protocols.ActivityPub;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Documents;

/// <summary>The address that names one of our emoji.</summary>
/// <remarks>COMPAT(Mastodon): toot:Emoji.</remarks>
[AllowAnonymous]
[RefuseBlockedPeers]
[AuthorizedFetch]
[Route("emojis/{id:long}")]
public sealed class EmojiController(Db db) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> Show(long id, CancellationToken ct) =>
        await db.Emojis.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.Host == "", ct) is { } emoji
            ? this.Activity(ActivityWriter.Emoji(NoteDocuments.EmojiOf(emoji)))
            : NotFound();
}
