using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Inbox;
using Microblog.Federation.Quotes;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Remote;

/// <summary>Finds notices of other servers: those we have, and those that their own servers still have.</summary>
/// <remarks>
/// What we have is answered as we have it: only its author's Update changes it, so no fetch rolls it back. What was deleted never comes back.
/// </remarks>
public sealed class RemoteNotices(Db db, RemoteNotes notes, RemoteActors actors, HearNotice hear, FetchTurn turn)
{
    /// <summary>Finds a notice by its id, fetching it and its author from their own servers when we do not have it.</summary>
    /// <returns>The notice, stored.</returns>
    /// <exception cref="DocumentUnavailableException">
    /// It is gone, cannot be had, is not believed, or is not for everybody: what is for a few is sent to them, and is not for us to fetch.
    /// </exception>
    public Task<Notice> FindAsync(Uri id, CancellationToken ct) => FindAsync(id, answering: null, ct);

    /// <inheritdoc cref="FindAsync(Uri, CancellationToken)"/>
    /// <param name="answering">What it must answer to be kept, as any collection can list anything; null for whatever it is.</param>
    public Task<Notice> FindAsync(Uri id, Uri? answering, CancellationToken ct) => FindAsync(id, answering, isQuoted: false, ct);

    /// <inheritdoc cref="FindAsync(Uri, CancellationToken)"/>
    /// <remarks>What it quotes itself is not asked about: a stranger could make a chain of such notices.</remarks>
    public Task<Notice> FindQuotedAsync(Uri id, CancellationToken ct) => FindAsync(id, answering: null, isQuoted: true, ct);

    private async Task<Notice> FindAsync(Uri id, Uri? answering, bool isQuoted, CancellationToken ct)
    {
        if (await KnownAsync(id, ct) is { } known)
            return known;

        var note = await notes.FetchAsync(id, ct);
        if (answering is not null && !Ids.Same(note.InReplyTo, answering))
            throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, "It answers something else.");
        if (await KnownAsync(note.Id, ct) is { } same)
            return same;
        var author = await AuthorAsync(note, ct);
        if (await db.Tombstones.AnyAsync(t => t.Uri == note.Id && t.AuthorId == author.Id, ct))
            throw new DocumentUnavailableException(DocumentTrouble.NotThere, "Its author deleted it.");

        var notice = await hear.WriteAsync(note, author, ct);
        if (notice.Visibility > Visibility.Unlisted)
            throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, "It is not for everybody.");
        if (notice.Quote is { } quote && !isQuoted)
            await turn.RaiseAsync(new QuoteHeard(notice.Id, Origin.HostOf(quote.QuotedUri)), Origin.HostOf(quote.QuotedUri), ct);
        return await KeepAsync(notice, note, author, ct);
    }

    private Task<Notice?> KnownAsync(Uri id, CancellationToken ct) => db.Notices.AsNoTracking().SingleOrDefaultAsync(n => n.Uri == id, ct);

    private async Task<Actor> AuthorAsync(Note note, CancellationToken ct)
    {
        var author = await db.Actors.SingleOrDefaultAsync(a => a.Uri == note.AttributedTo, ct) ?? await actors.FetchHeardOfAsync(note.AttributedTo, ct);
        return Ids.Same(author.Uri, note.AttributedTo) && author.GoneAt is null
            ? author
            : throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, "Its author is somebody else, or is gone.");
    }

    private async Task<Notice> KeepAsync(Notice notice, Note note, Actor author, CancellationToken ct)
    {
        try
        {
            await hear.StoreAsync(notice, note, author, toHomes: false, ct);
            return notice;
        }
        catch (DbUpdateException)
        {
            // Another handler met the same new notice and stored it.
            db.ChangeTracker.Clear();
            if (await KnownAsync(notice.Uri, ct) is { } stored)
                return stored;
            throw;
        }
    }
}
