using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Notices.Quotes;
using Microblog.Protocols.ActivityPub;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor wants to quote a notice from here.</summary>
/// <remarks>
/// Source: FEP-044f. What its author said of the notice decides. Who may not read the notice is not answered, as for one that does not exist.
/// </remarks>
public sealed class OnQuoteRequest(Db db, QuotingNotes quoting, IssueStamp issue, QuoteAnswers answers, TimeProvider clock) : IReceive<QuoteRequest>
{
    public async Task<Outcome> ReceiveAsync(QuoteRequest activity, Actor sender, CancellationToken ct)
    {
        var quoted = await db.Notices
            .Where(n => n.Uri == activity.Object && n.Author!.Host == "" && n.RepeatOfId == null)
            .VisibleTo(sender.Id, clock.GetUtcNow())
            .As(n => new { n.Id, n.AuthorId })
            .SingleOrDefaultAsync(ct);
        if (quoted is null)
            return Outcome.Ignored("there is no such notice for them");
        try
        {
            await quoting.RequireAsync(activity, sender, ct);
        }
        catch (DocumentUnavailableException unavailable)
        {
            return unavailable.Trouble == DocumentTrouble.Unreachable
                ? Outcome.Retry(unavailable.Message, perhapsOnlyThis: true)
                : Outcome.Ignored(unavailable.Message);
        }

        var stamp = await issue.RunAsync(quoted.Id, sender.Id, activity.Instrument, ct);
        answers.Raise(activity, sender, quoted.AuthorId, stamp);
        await db.SaveChangesAsync(ct);
        if (stamp is not null)
            await quoting.KeepAsync(activity, sender, stamp, ct);
        return Outcome.Done;
    }
}

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

/// <summary>Says what is to be answered.</summary>
public sealed class QuoteAnswers(JobQueue jobs, Snowflake ids)
{
    /// <summary>Adds the answer to what the caller saves.</summary>
    /// <param name="stamp">Null for a no.</param>
    public void Raise(QuoteRequest request, Actor sender, long authorId, QuoteStamp? stamp) => jobs.Raise(
        new QuoteAnswered(ids.Next(), authorId, request.Id, sender.Id, request.Object, request.Instrument, stamp?.Id));
}
