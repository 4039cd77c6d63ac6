using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Documents;

/// <summary>The proof that somebody here agrees to be quoted, for whoever sees the quote.</summary>
/// <remarks>Source: FEP-044f. It names the two notices and shows neither; one that was taken back is not there.</remarks>
[AllowAnonymous]
[RefuseBlockedPeers]
[AuthorizedFetch]
[Route("quotes/{stampId:long}")]
public sealed class QuoteStampController(Db db, LocalUris uris, TimeProvider clock) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> Show(long stampId, CancellationToken ct)
    {
        var stamp = await db.QuoteStamps
            .Where(s => s.Id == stampId && s.RevokedAt == null)
            .Select(s => new { s.QuotedId, s.QuotingUri })
            .SingleOrDefaultAsync(ct);
        var quoted = stamp is null
            ? null
            : await db.Notices
                .Where(n => n.Id == stamp.QuotedId && n.Visibility <= Visibility.Unlisted)
                .VisibleTo(null, clock.GetUtcNow())
                .As(n => new { n.Uri, Author = n.Author!.Uri })
                .SingleOrDefaultAsync(ct);
        return quoted is null
            ? NotFound()
            : this.Activity(ActivityWriter.QuoteAuthorization(
                new QuoteAuthorization(uris.QuoteStamp(stampId), quoted.Author, stamp!.QuotingUri, quoted.Uri)));
    }
}
