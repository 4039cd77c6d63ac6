using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Relations;

/// <summary>Whom a person here follows and who follows them, newest follow first.</summary>
/// <remarks>Of people elsewhere their own server knows; what we know would be a part that looks like the whole.</remarks>
[AllowAnonymous]
public sealed class FollowListsController(Db db, Viewer viewer, TimeProvider clock) : Controller
{
    private const int PerPage = 40;

    [HttpGet("/@{handle}/followers")]
    public async Task<IActionResult> Followers(string handle, PageQuery page, CancellationToken ct)
    {
        var owner = await OwnerAsync(handle, ct);
        return View("Follows", await ReadAsync(owner, areFollowers: true, page, ct));
    }

    [HttpGet("/@{handle}/following")]
    public async Task<IActionResult> Following(string handle, PageQuery page, CancellationToken ct)
    {
        var owner = await OwnerAsync(handle, ct);
        return View("Follows", await ReadAsync(owner, areFollowers: false, page, ct));
    }

    private async Task<ListOwner> OwnerAsync(string handle, CancellationToken ct) =>
        await db.Actors
            .At(handle)
            .FromHere()
            .ThatAreShown(clock.GetUtcNow())
            .Select(a => new ListOwner(new ActorName(a.Id, a.Handle, a.Host, a.DisplayName, a.IconUrl), a.HidesFollows))
            .SingleOrDefaultAsync(ct) ?? throw new RefusalException(Refusal.NotFound);

    private async Task<FollowsPage> ReadAsync(ListOwner listOwner, bool areFollowers, PageQuery page, CancellationToken ct)
    {
        var owner = listOwner.Name;
        if (listOwner.HidesFollows && viewer.ActorId != owner.Id)
            return new(owner, areFollowers, [], Older: null, IsHidden: true);

        var shown = db.Actors.ThatAreShown(clock.GetUtcNow());
        var follows = db.Follows.Where(f => f.IsAccepted && (areFollowers ? f.FollowedId : f.FollowerId) == owner.Id);
        if (page.MaxId is { } max)
            follows = follows.Where(f => f.Id < max);
        var lines = await follows
            .Join(shown, f => areFollowers ? f.FollowerId : f.FollowedId, a => a.Id, (f, a) => new { f.Id, Actor = a })
            .OrderByDescending(l => l.Id)
            .Take(PerPage + 1)
            .Select(l => new { l.Id, Name = new ActorName(l.Actor.Id, l.Actor.Handle, l.Actor.Host, l.Actor.DisplayName, l.Actor.IconUrl) })
            .ToListAsync(ct);
        var older = lines.Count > PerPage ? lines[PerPage - 1].Id : (long?)null;
        return new(owner, areFollowers, [.. lines.Take(PerPage).Select(l => l.Name)], older);
    }

    private sealed record ListOwner(ActorName Name, bool HidesFollows);
}

/// <summary>A page of followers or of those followed.</summary>
/// <param name="AreFollowers">These follow the owner; otherwise the owner follows them.</param>
/// <param name="Older">Where the next page goes on; null on the last.</param>
/// <param name="IsHidden">The owner shows these to nobody else.</param>
public sealed record FollowsPage(ActorName Owner, bool AreFollowers, IReadOnlyList<ActorName> Names, long? Older, bool IsHidden = false);
