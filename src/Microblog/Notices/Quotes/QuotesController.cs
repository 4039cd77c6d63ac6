using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Notices.Quotes;

/// <summary>The pages with which people quote, see where a notice is quoted, and take back that theirs is.</summary>
[Authorize]
public sealed class QuotesController(Db db, Viewer viewer, FillNotices fill, IStringLocalizer<Texts> texts, TimeProvider clock) : Controller
{
    /// <summary>Stamps on a page.</summary>
    private const int PageSize = 30;

    [HttpGet("/{at:regex(^@)}/{id:long}/quote")]
    public async Task<IActionResult> Quote(string at, long id, [FromServices] WriteComposer composer, CancellationToken ct)
    {
        var notice = await FindAsync(id, ct);
        if (at[1..] != notice.Author.Address)
            return LocalRedirect($"{notice.Path}/quote");
        await fill.RunAsync([notice], ct);
        var form = new NoticeForm { Quotes = notice.Id, Visibility = notice.Visibility };
        return View("Quote", new QuotingPage(notice, await composer.ForAsync(viewer.RequiredActorId, form, ct)));
    }

    [HttpGet("/{at:regex(^@)}/{id:long}/quotes")]
    [AllowAnonymous]
    public async Task<IActionResult> Quotes(string at, long id, PageQuery page, [FromQuery(Name = "stamps")] long? olderThan, CancellationToken ct)
    {
        var notice = await FindAsync(id, ct);
        if (at[1..] != notice.Author.Address || notice.Id != id)
            return LocalRedirect($"{notice.Path}/quotes");
        var quoting = db.Notices.Quoting(db, id).VisibleTo(viewer.ActorId, clock.GetUtcNow());
        var stamps = notice.Author.Id == viewer.ActorId ? await StampsAsync(id, olderThan, ct) : null;
        return View("Quotes", QuotesPage.Of(notice, await NoticeList.ReadAsync(quoting, page, fill, ct), stamps, PageSize));
    }

    [HttpPost("/quotes/{stampId:long}/revoke")]
    public async Task<IActionResult> Revoke(long stampId, [FromServices] RevokeQuote revoke, CancellationToken ct)
    {
        await revoke.RunAsync(viewer.RequiredActorId, stampId, ct);
        TempData["Done"] = texts["The permission is taken back."].Value;
        var quotedId = await db.QuoteStamps.Where(s => s.Id == stampId).Select(s => s.QuotedId).SingleAsync(ct);
        return await BackToAsync(quotedId, ct);
    }

    [HttpPost("/notices/{id:long}/quote-policy")]
    public async Task<IActionResult> SetPolicy(long id, [FromForm(Name = "quotable")] QuotePolicy policy, [FromServices] SetQuotePolicy set, CancellationToken ct)
    {
        // What is not understood must not let everybody quote.
        if (!ModelState.IsValid)
            return BadRequest();
        await set.RunAsync(viewer.RequiredActorId, id, policy, ct);
        TempData["Done"] = texts["It is kept who may quote the notice."].Value;
        return await BackToAsync(id, ct);
    }

    private async Task<IActionResult> BackToAsync(long id, CancellationToken ct) => LocalRedirect((await FindAsync(id, ct)).Path + "/quotes");

    // What is quoted is what a repeat repeats.
    private async Task<NoticeView> FindAsync(long id, CancellationToken ct) =>
        await db.Notices.Where(n => n.Id == id).VisibleTo(viewer.ActorId, clock.GetUtcNow()).As(NoticeView.Shape).SingleOrDefaultAsync(ct) is { } notice
            ? notice.Original ?? notice
            : throw new RefusalException(Refusal.NotFound);

    private Task<List<StampLine>> StampsAsync(long id, long? olderThan, CancellationToken ct) => db.QuoteStamps
        .Where(s => s.QuotedId == id && s.RevokedAt == null && (olderThan == null || s.Id < olderThan))
        .OrderByDescending(s => s.Id)
        .Take(PageSize + 1)
        .Select(s => new StampLine(
            s.Id, new ActorName(s.QuoterId, s.Quoter!.Handle, s.Quoter.Host, s.Quoter.DisplayName, s.Quoter.IconUrl), s.QuotingUri, s.IssuedAt))
        .ToListAsync(ct);
}

/// <summary>Where somebody writes a notice that quotes.</summary>
public sealed record QuotingPage(NoticeView Quoted, Composer Composer);

/// <summary>Somebody who may quote a notice in one of theirs.</summary>
public sealed record StampLine(long StampId, ActorName Quoter, Uri QuotingUri, DateTimeOffset IssuedAt);

/// <summary>Where a notice is quoted.</summary>
/// <param name="Stamps">The permissions its author gave, newest first; null for anybody else.</param>
/// <param name="OlderStamps">Where the next page of them goes on; null on the last.</param>
public sealed record QuotesPage(NoticeView Notice, NoticeList List, IReadOnlyList<StampLine>? Stamps, long? OlderStamps)
{
    public QuotePolicy Policy => Notice.QuotePolicy ?? QuotePolicy.Everyone;

    /// <summary>A page of what was read.</summary>
    /// <param name="read">One more than a page holds tells that there is another.</param>
    internal static QuotesPage Of(NoticeView notice, NoticeList list, List<StampLine>? read, int size) =>
        new(notice, list, read is null ? null : [.. read.Take(size)], read?.Count > size ? read[size - 1].StampId : null);
}
