using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Notices.Quotes;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Quotes;

/// <summary>Finds out whether a notice from elsewhere may quote what it quotes, fetching that where we do not have it.</summary>
/// <remarks>
/// Source: FEP-044f, verifying third-party quote posts. One's own notices may always be quoted; all else takes a stamp. That the quoted notice
/// names who quotes it, which the FEP lets pass too, is no consent here. What quotes without a stamp stays a notice with a link.
/// </remarks>
public sealed class CheckQuote(Db db, RemoteNotices notices, RemoteStamps stamps, LocalUris uris)
{
    /// <summary>Asks, whatever was found out before.</summary>
    public async Task<Outcome> RunAsync(long noticeId, CancellationToken ct)
    {
        var quote = await db.Quotes
            .Include(q => q.Notice!.Author)
            .SingleOrDefaultAsync(q => q.NoticeId == noticeId && q.Notice!.Author!.Host != "", ct);
        if (quote is null)
            return Outcome.Ignored("it quotes nothing any more");
        if (quote is { State: QuoteState.Approved, QuotedId: null })
            return Outcome.Ignored("what it quotes was deleted");
        if (!MayBeProven(quote))
            return await EndAsync(quote, "nothing proves that it may", ct);
        try
        {
            var quoted = await QuotedAsync(quote.QuotedUri, ct);
            quote.QuotedId = quoted?.Id;
            var objection = quoted is null ? "there is no such notice" : await ObjectionAsync(quote, quoted, ct);
            return objection is null ? await ApproveAsync(quote, ct) : await EndAsync(quote, objection, ct);
        }
        catch (DocumentUnavailableException unavailable) when (unavailable.Trouble == DocumentTrouble.Unreachable)
        {
            return unavailable.Outcome;
        }
        catch (DocumentUnavailableException unavailable)
        {
            return await EndAsync(quote, unavailable.Message, ct);
        }
    }

    // Nothing is fetched for a claim that cannot hold: a stamp of another server than that of the quoted notice, or none for a notice of another server.
    private static bool MayBeProven(Quote quote) => Origin.Same(quote.QuotedUri, quote.StampUri ?? quote.Notice!.Uri);

    // What the quoted notice quotes in turn is not asked about: one such notice would lead to the next.
    private async Task<Notice?> QuotedAsync(Uri uri, CancellationToken ct)
    {
        var id = uris.IsOurs(uri)
            ? await db.Notices.Where(n => n.Uri == uri).Select(n => (long?)n.Id).SingleOrDefaultAsync(ct)
            : (await notices.FindQuotedAsync(uri, ct)).Id;
        return await db.Notices.AsNoTracking().Include(n => n.Author).SingleOrDefaultAsync(n => n.Id == id && n.RepeatOfId == null, ct);
    }

    private async Task<string?> ObjectionAsync(Quote quote, Notice quoted, CancellationToken ct)
    {
        var quoting = quote.Notice!;
        if (quoted.AuthorId == quoting.AuthorId)
            return null;
        if (quote.StampUri is not { } stamp)
            return "nothing proves that it may";
        if (!quoted.Author!.IsLocal)
            return await stamps.ObjectionAsync(stamp, quoting, quoted, ct);
        var issued = await db.QuoteStamps
            .Where(s => s.QuotedId == quoted.Id && s.QuotingUri == quoting.Uri && s.RevokedAt == null)
            .Select(s => s.Id)
            .SingleOrDefaultAsync(ct);
        return Ids.Same(uris.QuoteStamp(issued), stamp) ? null : "we gave no such stamp";
    }

    private async Task<Outcome> ApproveAsync(Quote quote, CancellationToken ct)
    {
        quote.State = QuoteState.Approved;
        await db.SaveChangesAsync(ct);
        return Outcome.Done;
    }

    private async Task<Outcome> EndAsync(Quote quote, string why, CancellationToken ct)
    {
        if (quote.State == QuoteState.Approved)
            quote.State = QuoteState.Revoked;
        await db.SaveChangesAsync(ct);
        return Outcome.Ignored(why);
    }
}
