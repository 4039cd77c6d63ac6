using Microblog.Accounts;
using Microblog.Data;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Moderation.Relays;

/// <summary>Where administrators join and leave relays.</summary>
[Authorize(Policies.Administrator)]
[Route("moderation/relays")]
public sealed class RelaysController(Db db, RefusalTexts refusals, IStringLocalizer<Texts> texts, TimeProvider clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken ct) => View("Relays", new RelaysPage(await ReadAsync(ct), null, RelayProtocol.Mastodon));

    [HttpPost("")]
    public async Task<IActionResult> Add(
        [FromForm] string? address, [FromForm] RelayProtocol protocol, [FromServices] AddRelay add, CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        try
        {
            await add.RunAsync(address ?? "", protocol, clock.GetUtcNow(), ct);
            TempData["Done"] = texts["The relay is asked. It takes part once it accepts."].Value;
            return LocalRedirect("/moderation/relays");
        }
        catch (RefusalException refusal)
        {
            Response.StatusCode = RefusalFilter.StatusOf(refusal.Refusal);
            return View("Relays", new RelaysPage(await ReadAsync(ct), address, protocol, refusals.Of(refusal)));
        }
    }

    [HttpPost("{id:long}/remove")]
    public async Task<IActionResult> Remove(long id, [FromServices] RemoveRelay remove, CancellationToken ct)
    {
        await remove.RunAsync(id, ct);
        TempData["Done"] = texts["This server no longer takes part in the relay."].Value;
        return LocalRedirect("/moderation/relays");
    }

    private Task<List<Relay>> ReadAsync(CancellationToken ct) => db.Relays.AsNoTracking().OrderBy(r => r.Id).ToListAsync(ct);
}

/// <summary>All relays, and the form for another.</summary>
/// <param name="Address">What was typed.</param>
/// <param name="Problem">What was wrong with it; null on a fresh form.</param>
public sealed record RelaysPage(IReadOnlyList<Relay> Relays, string? Address, RelayProtocol Protocol, string? Problem = null);
