using Microblog.Accounts;
using Microblog.Data;
using Microblog.Filters;
using Microblog.Moderation;
using Microblog.Notices;
using Microblog.Relations;
using Microblog.Relations.Mutes;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Actors;

/// <summary>The pages about an actor, here or elsewhere.</summary>
[AllowAnonymous]
public sealed class ProfilesController(Db db, Viewer viewer, LocalUris uris, WantFeatured wantFeatured, TimeProvider clock) : Controller
{
    // Not "/@{address}": routing reads such a segment from its end and would take the @ before the host for the first one.
    [HttpGet("/{at:regex(^@)}")]
    public async Task<IActionResult> Show(string at, PageQuery page, [FromServices] FillNotices fill, CancellationToken ct)
    {
        var address = at[1..];
        if (address.EndsWith($"@{uris.Host}", StringComparison.OrdinalIgnoreCase))
            return LocalRedirect($"/@{address[..^(uris.Host.Length + 1)]}");
        if (await db.Actors.At(address).Where(a => a.Id != InstanceActor.ActorId && a.HostStanding != HostStanding.Blocked).Select(Profile.Shape).SingleOrDefaultAsync(ct) is not { } profile)
            return NotFound();
        if (Request.PrefersActivity)
            return Redirect(profile.Uri.AbsoluteUri);
        if (profile.GoneAt is not null)
            return StatusCode(StatusCodes.Status410Gone);
        if (await BlockOfAsync(profile.Name.Id, ct) is { } block)
            return Blocked(profile, block);
        if (profile.Name.Address != address)
            return LocalRedirect(profile.Name.Path);

        return View("Profile", await ReadAsync(profile, page, fill, ct));
    }

    private async Task<ProfilePage> ReadAsync(Profile profile, PageQuery page, FillNotices fill, CancellationToken ct)
    {
        var actorId = profile.Name.Id;
        var notices = db.Notices.By(actorId).VisibleTo(viewer.ActorId, clock.GetUtcNow());
        var isFirst = page is { MaxId: null, MinId: null };
        return new ProfilePage(
            profile,
            await CountAsync(actorId, ct),
            await RelationAsync(actorId, ct),
            await BetweenAsync(actorId, ct),
            isFirst ? await PinnedAsync(actorId, fill, ct) : [],
            await NoticeList.ReadAsync(notices, page, fill, ct, FilterContexts.Account));
    }

    private async Task<IReadOnlyList<NoticeView>> PinnedAsync(long actorId, FillNotices fill, CancellationToken ct)
    {
        // Only somebody signed in can make us ask another server.
        if (viewer.IsSignedIn)
            await wantFeatured.RunAsync(actorId, ct);
        var pinned = await db.Notices.PinnedBy(actorId)
            .VisibleTo(viewer.ActorId, clock.GetUtcNow())
            .On(new Page(Limit: Pin.MostElsewhere))
            .As(NoticeView.Shape)
            .ToListAsync(ct);
        return await fill.RunAsync(pinned, ct, FilterContexts.Account);
    }

    private ViewResult Blocked(Profile profile, Block block)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return View("Blocked", new BlockedPage(profile.Name, block.Reason, block.Since, block.Until));
    }

    private async Task<Between> BetweenAsync(long actorId, CancellationToken ct)
    {
        if (viewer.ActorId is not { } me || me == actorId)
            return new Between(FollowsViewer: false, IsBlocked: false, BlocksViewer: false, IsMuted: false);
        return new Between(
            await db.Follows.AnyAsync(f => f.FollowerId == actorId && f.FollowedId == me && f.IsAccepted, ct),
            await db.PersonalBlocks.AnyAsync(b => b.BlockerId == me && b.BlockedId == actorId, ct),
            await db.PersonalBlocks.AnyAsync(b => b.BlockerId == actorId && b.BlockedId == me, ct),
            await db.Mutes.At(clock.GetUtcNow()).AnyAsync(m => m.MuterId == me && m.MutedId == actorId, ct));
    }

    private Task<Block?> BlockOfAsync(long actorId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return db.Blocks.AsNoTracking().Where(Block.ClosesAccountAt(now)).FirstOrDefaultAsync(b => b.ActorId == actorId, ct);
    }

    private async Task<ProfileCounts> CountAsync(long actorId, CancellationToken ct)
    {
        var follows = db.Follows.AmongShown(clock.GetUtcNow());
        return new(
            await follows.CountAsync(f => f.FollowedId == actorId, ct),
            await follows.CountAsync(f => f.FollowerId == actorId, ct));
    }

    private async Task<FollowState> RelationAsync(long actorId, CancellationToken ct)
    {
        if (viewer.ActorId is not { } me)
            return FollowState.PasserBy;
        if (me == actorId)
            return FollowState.Oneself;
        var accepted = await db.Follows
            .Where(f => f.FollowerId == me && f.FollowedId == actorId)
            .Select(f => (bool?)f.IsAccepted)
            .SingleOrDefaultAsync(ct);
        return accepted switch { null => FollowState.None, true => FollowState.Following, false => FollowState.Requested };
    }
}

/// <summary>What the viewer is to the actor of a profile.</summary>
public enum FollowState
{
    PasserBy,
    Oneself,
    None,
    Requested,
    Following,
}

/// <summary>Followers and followed, as far as this server knows.</summary>
public sealed record ProfileCounts(int Followers, int Following);

/// <summary>What else is between the viewer and the actor of a profile.</summary>
/// <param name="IsBlocked">The viewer has blocked the actor.</param>
/// <param name="BlocksViewer">The actor has blocked the viewer.</param>
/// <param name="IsMuted">The viewer has muted the actor.</param>
public sealed record Between(bool FollowsViewer, bool IsBlocked, bool BlocksViewer, bool IsMuted);

/// <summary>What a profile page shows.</summary>
/// <param name="Pinned">What stands at the top; empty on every page but the first.</param>
public sealed record ProfilePage(
    Profile Profile, ProfileCounts Counts, FollowState Relation, Between Between, IReadOnlyList<NoticeView> Pinned, NoticeList Notices);

public sealed record BlockedPage(ActorName Name, string Reason, DateTimeOffset Since, DateTimeOffset? Until);
