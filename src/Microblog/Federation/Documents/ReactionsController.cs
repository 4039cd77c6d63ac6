using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Documents;

/// <summary>The likes and repeats of a notice that everybody may read, and what a person here likes; the newest first.</summary>
/// <remarks>Source: ActivityPub §5.5, §5.7, §5.8. The items are notes, Likes and Announces.</remarks>
[AllowAnonymous]
[RefuseBlockedPeers]
[AuthorizedFetch]
[HideFromBlocked]
public sealed class ReactionsController(Db db, LocalUris uris, TimeProvider clock) : ControllerBase
{
    [HttpGet("notices/{id:long}/likes")]
    public async Task<IActionResult> Likes(long id, [FromQuery] CollectionPage part, CancellationToken ct)
    {
        if (!await IsShownAsync(id, ct))
            return NotFound();
        var likers = db.Actors.ThatAreShown(clock.GetUtcNow());
        var likes = db.Likes.Where(l => l.NoticeId == id && l.Emoji == "" && likers.Any(a => a.Id == l.ActorId)).Select(l => new Item { Place = l.Id, Uri = l.Uri });
        return await AnswerAsync(uris.LikesOf(id), likes, part, ct);
    }

    [HttpGet("notices/{id:long}/shares")]
    public async Task<IActionResult> Shares(long id, [FromQuery] CollectionPage part, CancellationToken ct)
    {
        if (!await IsShownAsync(id, ct))
            return NotFound();
        var repeats = db.Notices
            .Where(n => n.RepeatOfId == id && n.Visibility <= Visibility.Unlisted)
            .VisibleTo(null, clock.GetUtcNow())
            .As(n => new Item { Place = n.Id, Uri = n.Uri });
        return await AnswerAsync(uris.SharesOf(id), repeats, part, ct);
    }

    [GoneActors]
    [HttpGet("users/{id:long}/liked")]
    public async Task<IActionResult> Liked(long id, [FromQuery] CollectionPage part, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var owner = await db.Actors.FromHere().ThatAreShown(now).Where(a => a.Id == id).Select(a => new { a.HidesFollows }).SingleOrDefaultAsync(ct);
        if (owner is null || (owner.HidesFollows && part.IsPage))
            return NotFound();

        var liked = db.Notices.LikedBy(db, id).VisibleTo(null, now).WithPlaces<Uri>(_ => n => n.Uri).Select(n => new Item { Place = n.Place, Uri = n.Shown });
        return owner.HidesFollows
            ? this.Activity(ActivityWriter.OrderedCollection(uris.Liked(id), await liked.LongCountAsync(ct), first: null))
            : await AnswerAsync(uris.Liked(id), liked, part, ct);
    }

    private async Task<IActionResult> AnswerAsync(Uri collection, IQueryable<Item> items, CollectionPage part, CancellationToken ct)
    {
        if (!part.IsPage)
            return this.Activity(ActivityWriter.OrderedCollection(collection, await items.LongCountAsync(ct), CollectionPage.First(collection)));

        var page = await items
            .Where(i => part.MaxId == null || i.Place < part.MaxId)
            .OrderByDescending(i => i.Place)
            .Take(CollectionPage.Size)
            .ToListAsync(ct);
        return this.Activity(ActivityWriter.OrderedCollectionPage(
            part.Of(collection), collection, CollectionPage.Next(collection, page, i => i.Place), prev: null, page.Select(i => i.Uri)));
    }

    private Task<bool> IsShownAsync(long id, CancellationToken ct) => db.Notices
        .Where(n => n.Id == id && n.Author!.Host == "" && n.RepeatOfId == null && n.Visibility <= Visibility.Unlisted)
        .VisibleTo(null, clock.GetUtcNow())
        .As(n => n.Id)
        .AnyAsync(ct);

    private sealed class Item
    {
        public required long Place { get; init; }
        public required Uri Uri { get; init; }
    }
}
