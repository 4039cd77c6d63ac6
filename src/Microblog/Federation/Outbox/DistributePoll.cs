using System.Globalization;
using Microblog.Data;
using Microblog.Federation.Documents;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Notices.Polls;
using Microblog.Protocols.ActivityPub;
using Microblog.Relations;
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
        var voters = await VotersAsync(fact, reach, ct);
        var id = new Uri(string.Create(CultureInfo.InvariantCulture, $"{note.Id.AbsoluteUri}#counts/{ids.Next()}"));
        await send.RunAsync(
            new Update(id, note.AttributedTo, note, null),
            fact.AuthorId,
            reach.ToFollowers,
            [.. reach.Named.Union(voters)],
            ct);
        return Outcome.Done;
    }

    // Of a poll that not everybody may read only those who still may: who follows its author or is named.
    private Task<List<long>> VotersAsync(PollCounted fact, NoticeReach reach, CancellationToken ct)
    {
        var voters = db.Actors.NotBlocking(fact.AuthorId).Where(a => a.Host != "" && db.PollVotes.Any(v => v.NoticeId == fact.NoticeId && v.ActorId == a.Id));
        if (reach.Visibility == Visibility.Followers)
            voters = voters.Where(a => db.Follows.Any(f => f.FollowerId == a.Id && f.FollowedId == fact.AuthorId && f.IsAccepted));
        return reach.Visibility == Visibility.Direct ? Task.FromResult<List<long>>([]) : voters.Select(a => a.Id).ToListAsync(ct);
    }
}
