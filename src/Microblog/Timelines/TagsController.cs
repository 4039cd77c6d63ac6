using Microblog.Accounts;
using Microblog.Data;
using Microblog.Filters;
using Microblog.Notices.Text;
using Microblog.Relations.Mutes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.Timelines;

/// <summary>What is said in public under a tag.</summary>
[AllowAnonymous]
public sealed class TagsController(Db db, Viewer viewer, FillNotices fill, TimeProvider clock) : Controller
{
    [HttpGet("/tags/{name}")]
    public async Task<IActionResult> Show(string name, PageQuery page, CancellationToken ct)
    {
        var key = Hashtag.KeyOf(name);
        if (key.Length is 0 or > Hashtag.MaxLength)
            throw new RefusalException(Refusal.NotFound);

        var now = clock.GetUtcNow();
        var notices = db.Notices.Tagged(db, key, now).WithoutMutedBy(db, viewer.ActorId, now).VisibleTo(viewer.ActorId, now);
        return View("Tag", new TagPage(key, await NoticeList.ReadAsync(notices, page, fill, ct, FilterContexts.Public)));
    }
}

/// <summary>A tag and a page of what is said under it.</summary>
public sealed record TagPage(string Key, NoticeList List);
