using Microblog.Accounts;
using Microblog.Bookmarks;
using Microblog.Data;
using Microblog.SignIn;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Marks statuses, takes marks off, and lists what one marked.</summary>
[ApiController]
[Route("api/v1")]
public sealed class BookmarksController(Db db, Viewer viewer, StatusReader statuses) : ControllerBase
{
    [HttpPost("statuses/{id}/bookmark")]
    [Authorize(Policy = Scopes.WriteBookmarks, AuthenticationSchemes = "token")]
    public async Task<Status> Add(string id, [FromServices] BookmarkNotice bookmark, CancellationToken ct)
    {
        await bookmark.RunAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        return await statuses.OneAsync(viewer.ActorId, ApiText.RequiredId(id), ct);
    }

    [HttpPost("statuses/{id}/unbookmark")]
    [Authorize(Policy = Scopes.WriteBookmarks, AuthenticationSchemes = "token")]
    public async Task<Status> Remove(string id, [FromServices] UnbookmarkNotice unbookmark, CancellationToken ct)
    {
        await unbookmark.RunAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        return await statuses.OneAsync(viewer.ActorId, ApiText.RequiredId(id), ct);
    }

    [HttpGet("bookmarks")]
    [Authorize(Policy = Scopes.ReadBookmarks, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<Status>> Show([FromQuery] Paging paging, CancellationToken ct) =>
        statuses.PageAsync(db.Notices.BookmarkedBy(db, viewer.RequiredActorId), viewer.ActorId, paging.ToPage(), ct);
}
