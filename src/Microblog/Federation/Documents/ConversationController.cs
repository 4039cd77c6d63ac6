using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Documents;

/// <summary>What answers a notice from here, and all that was said in a conversation that began here: ids alone, the newest first.</summary>
/// <remarks>Source: ActivityStreams Vocabulary, replies and context; FEP-7888. Only what everybody may read, whoever asks.</remarks>
[AllowAnonymous]
[RefuseBlockedPeers]
[AuthorizedFetch]
[HideFromBlocked]
public sealed class ConversationController(Db db, LocalUris uris, TimeProvider clock) : ControllerBase
{
    [HttpGet("notices/{id:long}/replies")]
    public async Task<IActionResult> Replies(long id, [FromQuery] CollectionPage part, CancellationToken ct) =>
        await ForEverybody(db.Notices.Where(n => n.Id == id && n.Author!.Host == "")).As(n => n.Id).AnyAsync(ct)
            ? await ShowAsync(uris.Replies(id), db.Notices.Where(n => n.InReplyToId == id), part, ct)
            : NotFound();

    [HttpGet("contexts/{id:long}")]
    public async Task<IActionResult> Context(long id, [FromQuery] CollectionPage part, CancellationToken ct)
    {
        var context = uris.Context(id);
        var notices = db.Notices.Where(n => n.Context == context);
        return await ForEverybody(notices).As(n => n.Id).AnyAsync(ct) ? await ShowAsync(context, notices, part, ct) : NotFound();
    }

    private async Task<IActionResult> ShowAsync(Uri collection, IQueryable<Notice> notices, CollectionPage part, CancellationToken ct)
    {
        if (!part.IsPage)
        {
            var total = await ForEverybody(notices).As(n => n.Id).LongCountAsync(ct);
            return this.Activity(ActivityWriter.OrderedCollection(collection, total, CollectionPage.First(collection)));
        }

        var items = await ForEverybody(notices)
            .On(new Page(part.MaxId, Limit: CollectionPage.Size))
            .As(n => new Item(n.Id, n.Uri))
            .ToListAsync(ct);
        return this.Activity(ActivityWriter.OrderedCollectionPage(
            part.Of(collection), collection, CollectionPage.Next(collection, items, i => i.Id), prev: null, items.Select(i => i.Uri)));
    }

    private ReadableNotices ForEverybody(IQueryable<Notice> notices) =>
        notices.Where(n => n.Visibility <= Visibility.Unlisted && n.RepeatOfId == null).VisibleTo(null, clock.GetUtcNow());

    private sealed record Item(long Id, Uri Uri);
}
