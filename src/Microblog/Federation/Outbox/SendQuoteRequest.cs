using Microblog.Data;
using Microblog.Federation.Documents;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Notices.Quotes;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Asks the author of a notice elsewhere whether somebody here may quote it.</summary>
/// <remarks>Source: FEP-044f. The quoting note is embedded where its author may read it; otherwise only its id is named.</remarks>
public sealed class SendQuoteRequest(Db db, NoteDocuments documents, SendActivity send) : IHandle<QuoteAsked>
{
    public async Task<Outcome> HandleAsync(QuoteAsked fact, CancellationToken ct)
    {
        var asked = await db.Quotes
            .Where(q => q.NoticeId == fact.NoticeId && q.State == QuoteState.Pending && q.RequestUri != null && q.Quoted != null)
            .Select(q => new
            {
                q.RequestUri,
                q.QuotedUri,
                OwnerId = q.Quoted!.AuthorId,
                MayRead = q.Notice!.Visibility <= Visibility.Unlisted
                    || q.Notice.Addressees.Any(a => a.ActorId == q.Quoted.AuthorId)
                    || (q.Notice.Visibility == Visibility.Followers
                        && q.Notice.Author!.Followers.Any(f => f.FollowerId == q.Quoted.AuthorId && f.IsAccepted)),
            })
            .SingleOrDefaultAsync(ct);
        if (asked is null || await documents.OfAsync(fact.NoticeId, ct) is not { } note)
            return Outcome.Ignored("it was deleted meanwhile");

        var request = new QuoteRequest(asked.RequestUri!, note.AttributedTo, asked.QuotedUri, note.Id) { Note = asked.MayRead ? note : null };
        await send.RunAsync(request, fact.AuthorId, toFollowers: false, [asked.OwnerId], ct);
        return Outcome.Done;
    }
}
