using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Quotes;
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
            return unavailable.Outcome;
        }

        var stamp = await issue.RunAsync(quoted.Id, sender.Id, activity.Instrument, ct);
        answers.Raise(activity, sender, quoted.AuthorId, stamp);
        await db.SaveChangesAsync(ct);
        if (stamp is not null)
            await quoting.KeepAsync(activity, sender, stamp, ct);
        return Outcome.Done;
    }
}
