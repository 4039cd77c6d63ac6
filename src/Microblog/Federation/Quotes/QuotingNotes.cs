using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Inbox;
using Microblog.Federation.Remote;
using Microblog.Notices.Quotes;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Quotes;

/// <summary>The notes by which actors elsewhere want to quote what is said here.</summary>
public sealed class QuotingNotes(Db db, HearNotice hear, RemoteNotes notes, LocalUris uris)
{
    /// <summary>Returns if the note is the sender's own and quotes what it asks for: by what is embedded, which comes from its own server, or else as
    /// that shows it.</summary>
    /// <exception cref="DocumentUnavailableException">It cannot be had, or is something else.</exception>
    public async Task RequireAsync(QuoteRequest request, Actor sender, CancellationToken ct)
    {
        var note = request.Note ?? await notes.FetchAsync(request.Instrument, ct);
        if (!Ids.Same(note.Id, request.Instrument) || !Ids.Same(note.AttributedTo, sender.Uri) || !Ids.Same(note.Quote?.Object, request.Object))
            throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, "The note is not the sender's, or quotes something else.");
    }

    /// <summary>Keeps the note that was embedded, so that its author's readers and who is quoted find it here, and marks it as agreed to.</summary>
    public async Task KeepAsync(QuoteRequest request, Actor sender, QuoteStamp stamp, CancellationToken ct)
    {
        if (request.Note is { IsVote: false } note
            && !await db.Notices.AnyAsync(n => n.Uri == note.Id, ct)
            && !await db.Tombstones.AnyAsync(t => t.Uri == note.Id && t.AuthorId == sender.Id, ct))
            await hear.StoreAsync(await hear.WriteAsync(note, sender, ct), note, sender, toHomes: true, ct);

        var stampUri = uris.QuoteStamp(stamp.Id);
        await db.Quotes
            .Where(q => q.Notice!.Uri == request.Instrument && q.Notice.AuthorId == sender.Id && q.QuotedUri == request.Object)
            .ExecuteUpdateAsync(
                q => q
                    .SetProperty(x => x.State, QuoteState.Approved)
                    .SetProperty(x => x.QuotedId, stamp.QuotedId)
                    .SetProperty(x => x.StampUri, stampUri),
                ct);
    }
}
