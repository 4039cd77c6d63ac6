using Microblog.Accounts;
using Microblog.Data;
using Microblog.Protocols.ActivityPub;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Actors;

/// <summary>Moving from one account to another: which others are one's own, going away, and coming back.</summary>
[Authorize]
[Route("settings/moving")]
public sealed class MovingController(Db db, Viewer viewer, MoveAway move, RefusalTexts refusals, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet]
    public Task<IActionResult> Show(CancellationToken ct) => PageAsync(new MovingForm(), ct);

    [HttpPost("aliases")]
    public Task<IActionResult> AddAlias([FromForm] string? name, [FromServices] AddAlias add, CancellationToken ct) => TryAsync(
        new MovingForm { Alias = name },
        async () =>
        {
            await add.RunAsync(viewer.RequiredActorId, name ?? "", ct);
            return Done(texts["The alias is added."]);
        },
        ct);

    [HttpPost("aliases/remove")]
    public async Task<IActionResult> RemoveAlias([FromForm] string? uri, [FromServices] RemoveAlias remove, CancellationToken ct)
    {
        if (!Ids.TryParse(uri, out var alias))
            return BadRequest();
        await remove.RunAsync(viewer.RequiredActorId, alias, ct);
        return Done(texts["The alias is removed."]);
    }

    /// <summary>Shows whom a move would go to, before anything is done.</summary>
    [HttpPost("check")]
    public Task<IActionResult> Check([FromForm] string? name, CancellationToken ct) => TryAsync(
        new MovingForm { Target = name },
        async () =>
        {
            var target = await move.FindTargetAsync(viewer.RequiredActorId, name ?? "", ct);
            return View("MoveAway", new ActorName(target.Id, target.Handle, target.Host, target.DisplayName, target.IconUrl));
        },
        ct);

    [HttpPost("away")]
    public Task<IActionResult> Away([FromForm] string? name, CancellationToken ct) => TryAsync(
        new MovingForm { Target = name },
        async () =>
        {
            await move.RunAsync(viewer.RequiredActorId, name ?? "", ct);
            return Done(texts["You have moved. Your followers are asked to come along."]);
        },
        ct);

    [HttpPost("back")]
    public async Task<IActionResult> Back([FromServices] ComeBack comeBack, CancellationToken ct)
    {
        await comeBack.RunAsync(viewer.RequiredActorId, ct);
        return Done(texts["This account is used again."]);
    }

    private async Task<IActionResult> TryAsync(MovingForm form, Func<Task<IActionResult>> deed, CancellationToken ct)
    {
        try
        {
            return await deed();
        }
        catch (RefusalException refusal)
        {
            Response.StatusCode = RefusalFilter.StatusOf(refusal.Refusal);
            return await PageAsync(form with { Problem = refusals.Of(refusal) }, ct);
        }
    }

    private LocalRedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return LocalRedirect("/settings/moving");
    }

    private async Task<IActionResult> PageAsync(MovingForm form, CancellationToken ct)
    {
        var me = viewer.RequiredActorId;
        var aliases = await db.ActorAliases.Where(a => a.ActorId == me).Select(a => a.Uri).ToListAsync(ct);
        var names = await db.Actors
            .Where(a => aliases.Contains(a.Uri))
            .Select(a => new AliasLine(a.Uri, new ActorName(a.Id, a.Handle, a.Host, a.DisplayName, a.IconUrl)))
            .ToListAsync(ct);
        var movedTo = await db.Actors
            .Where(a => a.Id == me && a.MovedToId != null)
            .Select(a => new ActorName(a.MovedTo!.Id, a.MovedTo.Handle, a.MovedTo.Host, a.MovedTo.DisplayName, a.MovedTo.IconUrl))
            .SingleOrDefaultAsync(ct);
        var lines = aliases.Select(uri => names.Find(n => Ids.Same(n.Uri, uri)) ?? new AliasLine(uri, Name: null));
        return View("Moving", new MovingPage([.. lines], movedTo, form));
    }
}

/// <summary>What was typed on the page about moving.</summary>
public sealed record MovingForm
{
    public string? Alias { get; init; }
    public string? Target { get; init; }

    /// <summary>What was wrong with it; null on a fresh form.</summary>
    public string? Problem { get; init; }
}

/// <summary>An account that is said to be the same person's.</summary>
/// <param name="Name">Null for one we no longer know.</param>
public sealed record AliasLine(Uri Uri, ActorName? Name);

/// <summary>What the page about moving shows.</summary>
/// <param name="MovedTo">Null for somebody who has not moved.</param>
public sealed record MovingPage(IReadOnlyList<AliasLine> Aliases, ActorName? MovedTo, MovingForm Form);
