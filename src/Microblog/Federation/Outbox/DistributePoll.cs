using System.Globalization;
using Microblog.Data;
using Microblog.Federation.Documents;
using Microblog.Jobs;
using Microblog.Notices.Polls;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Tells the counts of a poll from here to those who were sent it and those who voted.</summary>
/// <remarks>COMPAT(Mastodon): an Update without a newer <c>updated</c>, which is no edit.</remarks>
public sealed class DistributePoll(Db db, NoteDocuments documents, SendActivity send, Snowflake ids) : IHandle<PollCounted>
{
    public async Task<Outcome> HandleAsync(PollCounted fact, CancellationToken ct)
    {
        if (await documents.OfAsync(fact.NoticeId, ct) is not { Poll: not null } note)
            return Outcome.Ignored("it was deleted meanwhile, or asks nothing any more");

        if (await db.ReachOfAsync(fact.NoticeId, ct) is not { } reach)
            return Outcome.Ignored("it was deleted meanwhile");
        var voters = await db.PollVotes
            .Where(v => v.NoticeId == fact.NoticeId && v.Actor!.Host != "")
            .Select(v => v.ActorId)
            .Distinct()
            .ToListAsync(ct);
        var id = new Uri(string.Create(CultureInfo.InvariantCulture, $"{note.Id.AbsoluteUri}#counts/{ids.Next()}"));
        await send.RunAsync(
            new Update(id, note.AttributedTo, note, null),
            fact.AuthorId,
            reach.ToFollowers,
            [.. reach.Named.Union(voters)],
            ct);
        return Outcome.Done;
    }
}
