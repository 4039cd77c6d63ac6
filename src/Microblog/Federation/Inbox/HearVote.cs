using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices.Polls;
using Microblog.Protocols.ActivityPub;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>Somebody elsewhere votes in a poll from here: a note that is no notice.</summary>
/// <remarks>COMPAT(Mastodon): a Note with a name and no content, in reply to the Question; one for each choice.</remarks>
public sealed class HearVote(Db db, CountVotes count, TimeProvider clock)
{
    /// <summary>Counts it, if the sender may see the poll and had not chosen that.</summary>
    public async Task<Outcome> RunAsync(Note vote, Actor sender, CancellationToken ct)
    {
        var poll = await db.Notices
            .Where(n => n.Uri == vote.InReplyTo && n.Poll != null && n.Author!.Host == "")
            .VisibleTo(sender.Id, clock.GetUtcNow())
            .As(n => new { n.Id, Options = n.Poll!.Options.Select(o => new { o.Position, o.Title }).ToList() })
            .SingleOrDefaultAsync(ct);
        if (poll?.Options.Find(o => o.Title == vote.Name) is not { } chosen)
            return Outcome.Ignored("nobody here asked that, or not the sender");

        var counted = 0;
        await db.InOneTransactionAsync(
            async () =>
            {
                var choices = new Dictionary<int, Uri> { [chosen.Position] = vote.Id };
                counted = await count.RunAsync(poll.Id, sender, choices, mayAdd: true, ct);
                await db.SaveChangesAsync(ct);
            },
            ct);
        return counted > 0 ? Outcome.Done : Outcome.Ignored("the poll is over, or the sender has voted");
    }
}
