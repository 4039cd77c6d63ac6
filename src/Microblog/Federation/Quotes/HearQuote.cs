using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Inbox;
using Microblog.Federation.Remote;
using Microblog.Notices;
using Microblog.Notices.Quotes;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Quotes;

/// <summary>Takes over what a new version of a notice from elsewhere says of what it quotes.</summary>
/// <remarks>COMPAT(Mastodon): an Update that brings a stamp, or takes the quote away, is no edit and has no newer <c>updated</c>.</remarks>
public sealed class HearQuote(Db db, FetchTurn turn, TimeProvider clock)
{
    /// <summary>Whether the note says what we have of it, its quote perhaps aside: then it is no new version.</summary>
    public async Task<bool> IsNoEditAsync(Note note, Actor sender, CancellationToken ct)
    {
        // Not to be tracked: who revises it next must see what is stored by then.
        if (note.Poll is not null || await Versions(note, sender).AsNoTracking().SingleOrDefaultAsync(ct) is not { } notice || (note.Quote is null && notice.Quote is null))
            return false;
        return IsOfVersion(note, notice) && NoteContent.HtmlOf(note) == notice.Html && NoteContent.WarningOf(note) == notice.Summary;
    }

    /// <summary>Takes it over, where the note is the version that we have now; whether it may quote is asked anew.</summary>
    public async Task RunAsync(Note note, Actor sender, CancellationToken ct)
    {
        if (await Versions(note, sender).SingleOrDefaultAsync(ct) is not { } notice || !IsOfVersion(note, notice))
            return;
        var former = notice.Quote;
        if (former is not null && !Ids.Same(former.QuotedUri, note.Quote?.Object))
        {
            await db.Quotes.Where(q => q.NoticeId == notice.Id).ExecuteDeleteAsync(ct);
            db.Entry(former).State = EntityState.Detached;
            former = null;
        }

        if (note.Quote is not { } said)
            return;
        if (former is null)
            db.Quotes.Add(NoteContent.QuoteOf(note, notice.Id, clock.GetUtcNow())!);
        else
            Change(former, said);
        await turn.RaiseAsync(new QuoteHeard(notice.Id, Origin.HostOf(said.Object)), Origin.HostOf(said.Object), ct);
        await db.SaveChangesAsync(ct);
    }

    // Another stamp must prove itself before anything is shown by it.
    private static void Change(Quote quote, NoteQuote said)
    {
        if (Ids.Same(quote.StampUri, said.Authorization))
            return;
        quote.StampUri = said.Authorization;
        if (quote.State == QuoteState.Approved)
            quote.State = QuoteState.Pending;
    }

    private IQueryable<Notice> Versions(Note note, Actor sender) => db.Notices
        .Include(n => n.Quote)
        .Where(n => n.Uri == note.Id && n.AuthorId == sender.Id && n.RepeatOfId == null);

    // Stored times are whole milliseconds.
    private static bool IsOfVersion(Note note, Notice notice) =>
        note.Updated?.ToUnixTimeMilliseconds() is not { } updated || updated == notice.EditedAt?.ToUnixTimeMilliseconds();
}
