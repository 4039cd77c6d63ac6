using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.SignIn;
using Microblog.Timelines;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Who likes a status and who repeated it, for those who may read it; the newest first.</summary>
[ApiController]
[Route("api/v1/statuses/{id}")]
public sealed class WhoReactedController(Db db, Viewer viewer, AccountLists accounts, TimeProvider clock) : ControllerBase
{
    [HttpGet("favourited_by")]
    [ReadOrPassBy(Scopes.ReadAccounts)]
    public async Task<IReadOnlyList<Account>> FavouritedBy(string id, [FromQuery] Paging paging, CancellationToken ct)
    {
        var noticeId = await RequireReadableAsync(id, ct);
        return await accounts.PageAsync(
            db.Likes.Where(l => l.NoticeId == noticeId && l.Emoji == "").Select(l => new PlacedActor { Id = l.Id, Actor = l.Actor! }), paging.ToPage(), ct);
    }

    [HttpGet("reblogged_by")]
    [ReadOrPassBy(Scopes.ReadAccounts)]
    public async Task<IReadOnlyList<Account>> RebloggedBy(string id, [FromQuery] Paging paging, CancellationToken ct)
    {
        var noticeId = await RequireReadableAsync(id, ct);
        return await accounts.PageAsync(
            db.Notices.Where(n => n.RepeatOfId == noticeId)
                .VisibleTo(viewer.ActorId, clock.GetUtcNow())
                .As(n => new PlacedActor { Id = n.Id, Actor = n.Author! }),
            paging.ToPage(), ct);
    }

    private async Task<long> RequireReadableAsync(string id, CancellationToken ct)
    {
        var noticeId = ApiText.RequiredId(id);
        var readable = await db.Notices.Where(n => n.Id == noticeId)
            .VisibleTo(viewer.ActorId, clock.GetUtcNow())
            .As(n => (long?)(n.RepeatOfId ?? n.Id))
            .SingleOrDefaultAsync(ct);
        return readable ?? throw new RefusalException(Refusal.NotFound);
    }
}

/// <summary>An actor, and by what a list of them is paged.</summary>
public sealed class PlacedActor
{
    public required long Id { get; init; }
    public required Actor Actor { get; init; }
}

internal static class PlacedActors
{
    extension(IQueryable<PlacedActor> actors)
    {
        /// <summary>One page of those who may be shown.</summary>
        public IQueryable<PlacedActor> On(Page page, DateTimeOffset now)
        {
            var closed = Moderation.Block.ClosesAccountAt(now);
            return actors.Where(a => a.Actor.GoneAt == null && !a.Actor.Blocks.AsQueryable().Any(closed)).On(page, a => a.Id);
        }
    }
}
