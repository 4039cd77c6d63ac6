using Microblog.Accounts;
using Microblog.Data;
using Microblog.Reactions;
using Microblog.SignIn;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Likes, takes likes back, and lists what one likes.</summary>
[ApiController]
[Route("api/v1")]
public sealed class FavouritesController(Db db, Viewer viewer, StatusReader statuses) : ControllerBase
{
    [HttpPost("statuses/{id}/favourite")]
    [Authorize(Policy = Scopes.WriteFavourites, AuthenticationSchemes = "token")]
    public async Task<Status> Favourite(string id, [FromServices] LikeNotice like, CancellationToken ct)
    {
        await like.RunAsync(viewer.RequiredActorId, ApiText.RequiredId(id), Emoji.None, ct);
        return await statuses.OneAsync(viewer.ActorId, ApiText.RequiredId(id), ct);
    }

    [HttpPost("statuses/{id}/unfavourite")]
    [Authorize(Policy = Scopes.WriteFavourites, AuthenticationSchemes = "token")]
    public async Task<Status> Unfavourite(string id, [FromServices] UnlikeNotice unlike, CancellationToken ct)
    {
        await unlike.RunAsync(viewer.RequiredActorId, ApiText.RequiredId(id), Emoji.None, ct);
        return await statuses.OneAsync(viewer.ActorId, ApiText.RequiredId(id), ct);
    }

    [HttpGet("favourites")]
    [Authorize(Policy = Scopes.ReadFavourites, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<Status>> Favourites([FromQuery] Paging paging, CancellationToken ct) =>
        statuses.PageAsync(db.Notices.LikedBy(db, viewer.RequiredActorId), viewer.ActorId, paging.ToPage(), ct);
}
