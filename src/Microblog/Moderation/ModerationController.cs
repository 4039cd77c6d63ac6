using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Moderation;

/// <summary>Where moderators look accounts up and block them.</summary>
[Authorize(Policies.Moderator)]
public sealed class ModerationController(Db db, Viewer viewer, RefusalTexts refusals, IStringLocalizer<Texts> texts, TimeProvider clock)
    : Controller
{
    private const int PerPage = 30;

    /// <summary>Accounts, newest first; those whose handle or wiki name holds <paramref name="find"/>.</summary>
    [HttpGet("/moderation")]
    public async Task<IActionResult> Show([FromQuery] string? find, PageQuery page, CancellationToken ct)
    {
        var accounts = db.Accounts.AsQueryable();
        if (!string.IsNullOrWhiteSpace(find))
        {
            var name = find.Trim().TrimStart('@');
            var key = Actor.KeyOf(name);
            accounts = accounts.Where(a => a.Actor.HandleKey.Contains(key) || a.WikiIdentities.Any(w => w.Name.Contains(name)));
        }

        if (page.MaxId is { } max)
            accounts = accounts.Where(a => a.Id < max);
        var lines = await Lines(accounts.OrderByDescending(a => a.Id).Take(PerPage + 1)).ToListAsync(ct);
        return View("Moderation", new ModerationPage(find, [.. lines.Take(PerPage)], lines.Count > PerPage ? lines[PerPage - 1].Id : null));
    }

    [HttpGet("/moderation/accounts/{handle}")]
    public async Task<IActionResult> Account(string handle, CancellationToken ct) =>
        View("Account", PageOf(await FindAsync(handle, ct)));

    [HttpPost("/moderation/accounts/{handle}/blocks")]
    public async Task<IActionResult> Block(string handle, BlockForm form, [FromServices] BlockAccount block, CancellationToken ct)
    {
        var account = await FindAsync(handle, ct);
        if (!ModelState.IsValid)
            return BadRequest();
        try
        {
            var until = form.EndFrom(clock.GetUtcNow());
            await block.RunAsync(account.Name.Id, viewer.RequiredActorId, form.Scope, form.Reason ?? "", until, ct);
            return Done(account, texts["The account is blocked. The log says so."]);
        }
        catch (RefusalException refusal)
        {
            return Again(PageOf(account) with { Form = form, Problem = refusals.Of(refusal) }, refusal);
        }
    }

    [HttpPost("/moderation/accounts/{handle}/blocks/lift")]
    public async Task<IActionResult> Lift(
        string handle, [FromForm] string? reason, [FromForm] BlockScope? scope, [FromServices] LiftBlock lift, CancellationToken ct)
    {
        var account = await FindAsync(handle, ct);
        if (!ModelState.IsValid)
            return BadRequest();
        try
        {
            await lift.RunAsync(account.Name.Id, viewer.RequiredActorId, reason ?? "", Moderation.Block.Beside(scope ?? BlockScope.Account), ct);
            return Done(account, texts["The block is lifted. The log says so."]);
        }
        catch (RefusalException refusal)
        {
            return Again(PageOf(account) with { LiftProblem = refusals.Of(refusal) }, refusal);
        }
    }

    /// <summary>Tells somebody something, in the public log, and does no more.</summary>
    [HttpPost("/moderation/accounts/{handle}/warnings")]
    public async Task<IActionResult> Warn(string handle, [FromForm] string? reason, [FromServices] WarnAccount warn, CancellationToken ct)
    {
        var account = await FindAsync(handle, ct);
        try
        {
            await warn.RunAsync(account.Name.Id, viewer.RequiredActorId, reason ?? "", ct);
            return Done(account, texts["They are warned. The log says so."]);
        }
        catch (RefusalException refusal)
        {
            return Again(PageOf(account) with { WarnProblem = refusals.Of(refusal) }, refusal);
        }
    }

    /// <summary>Deletes all that a wholly blocked account holds.</summary>
    [HttpPost("/moderation/accounts/{handle}/erase"), Authorize(Policies.Administrator)]
    public async Task<IActionResult> Erase(string handle, [FromForm] string? reason, [FromServices] EraseBlocked erase, CancellationToken ct)
    {
        var account = await FindAsync(handle, ct);
        await erase.RunAsync(account.Name.Id, viewer.RequiredActorId, reason ?? "", ct);
        return Done(account, texts["What the account held is being deleted. The log says so."]);
    }

    private AccountPage PageOf(AccountLine account) => new(account, new BlockForm())
    {
        MayErase = viewer.IsAdministrator && account is { IsErased: false, Block: { Scope: BlockScope.Account, Until: null } },
    };

    private async Task<AccountLine> FindAsync(string handle, CancellationToken ct)
    {
        var key = Actor.KeyOf(handle);
        return await Lines(db.Accounts.Where(a => a.Actor.HandleKey == key)).SingleOrDefaultAsync(ct)
            ?? throw new RefusalException(Refusal.NotFound);
    }

    private IQueryable<AccountLine> Lines(IQueryable<Account> accounts)
    {
        var now = clock.GetUtcNow();
        return accounts.Select(AccountLine.ShapeAt(now, db.Accounts.ThatMayPost(now)));
    }

    private LocalRedirectResult Done(AccountLine account, string sentence)
    {
        TempData["Done"] = sentence;
        return LocalRedirect($"/moderation/accounts/{account.Name.Handle}");
    }

    private ViewResult Again(AccountPage page, RefusalException refusal)
    {
        Response.StatusCode = RefusalFilter.StatusOf(refusal.Refusal);
        return View("Account", page);
    }
}

/// <summary>A page of accounts.</summary>
/// <param name="Find">What was looked for; null for everyone.</param>
/// <param name="Older">Where the next page goes on; null on the last.</param>
public sealed record ModerationPage(string? Find, IReadOnlyList<AccountLine> Accounts, long? Older);

/// <summary>One account, and the forms to block it and to lift its block.</summary>
/// <param name="Problem">What was wrong with the block asked for.</param>
/// <param name="LiftProblem">What was wrong with lifting it.</param>
/// <param name="WarnProblem">What was wrong with the warning.</param>
public sealed record AccountPage(AccountLine Account, BlockForm Form, string? Problem = null, string? LiftProblem = null, string? WarnProblem = null)
{
    /// <summary>What the account holds can be deleted by the viewer.</summary>
    public bool MayErase { get; init; }
}
