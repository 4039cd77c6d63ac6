using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Documents;
using Microblog.Jobs;
using Microblog.Notices.Polls;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Sends what somebody here chose to the author of the poll, and to nobody else.</summary>
/// <remarks>COMPAT(Mastodon): a Create of a Note with a name and no content; one for each choice.</remarks>
public sealed class SendVote(Db db, LocalUris uris, SendActivity send) : IHandle<VoteCast>
{
    public async Task<Outcome> HandleAsync(VoteCast fact, CancellationToken ct)
    {
        var poll = await db.Notices
            .Where(n => n.Id == fact.NoticeId)
            .Select(n => new { n.Uri, n.AuthorId, AuthorUri = n.Author!.Uri })
            .SingleOrDefaultAsync(ct);
        var votes = await db.PollVotes
            .Where(v => v.NoticeId == fact.NoticeId && v.ActorId == fact.VoterId && fact.Positions.Contains(v.Position))
            .Join(db.PollOptions, v => new { v.NoticeId, v.Position }, o => new { o.NoticeId, o.Position }, (v, o) => new { v.Uri, o.Title, o.Position })
            .OrderBy(v => v.Position)
            .ToListAsync(ct);
        if (poll is null || votes.Count == 0)
            return Outcome.Ignored("the poll is gone");

        var voter = uris.Actor(fact.VoterId);
        foreach (var vote in votes)
        {
            var note = new Note(
                vote.Uri, voter, Content: "", Published: null, Url: null, poll.Uri, Summary: null, Sensitive: false, Language: null,
                To: [poll.AuthorUri], Cc: [], Mentions: [], Hashtags: [])
            { Name = vote.Title };
            await send.RunAsync(NoteDocuments.CreateOf(note), fact.VoterId, toFollowers: false, [poll.AuthorId], ct);
        }

        return Outcome.Done;
    }
}
