using System.Globalization;
using Microblog.Data;
using Microblog.Federation.Documents;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Notices.Editing;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>
/// Sends the new version of a notice to whom the former was sent, and to those it names now. Who is no longer to read it is told that it is gone.
/// </summary>
/// <remarks>Source: ActivityPub §6.3, §6.4.</remarks>
public sealed class DistributeEdit(Db db, NoteDocuments documents, SendActivity send) : IHandle<NoticeEdited>
{
    public async Task<Outcome> HandleAsync(NoticeEdited fact, CancellationToken ct)
    {
        if (await documents.OfAsync(fact.NoticeId, ct) is not { } note)
            return Outcome.Ignored("it was deleted meanwhile");

        if (await db.ReachOfAsync(fact.NoticeId, ct) is not { } reach)
            return Outcome.Ignored("it was deleted meanwhile");
        await send.RunAsync(
            new Update(UpdateIdOf(note.Id, fact.At), note.AttributedTo, note, null),
            fact.AuthorId,
            reach.ToFollowers,
            reach.Named,
            ct);
        if (reach.Visibility > Visibility.Unlisted)
            await WithdrawAsync(fact, note, reach.ToFollowers, ct);
        return Outcome.Done;
    }

    // Only where nobody else has it: a server deletes the one copy of all its people.
    private async Task WithdrawAsync(NoticeEdited fact, Note note, bool toFollowers, CancellationToken ct)
    {
        var withoutIt = await db.Actors
            .Where(a => fact.FormerlyNamed.Contains(a.Id) && a.Host != "")
            .Where(a => !db.Addressees.Any(o => o.NoticeId == fact.NoticeId && o.Actor!.Host == a.Host))
            .Where(a => !toFollowers || !db.Follows.Any(f => f.FollowedId == fact.AuthorId && f.IsAccepted && f.Follower!.Host == a.Host))
            .Select(a => a.Id)
            .ToListAsync(ct);
        if (withoutIt.Count == 0)
            return;
        var id = new Uri(string.Create(CultureInfo.InvariantCulture, $"{note.Id.AbsoluteUri}#withdrawals/{fact.At.ToUnixTimeMilliseconds()}"));
        await send.RunAsync(new Delete(id, note.AttributedTo, note.Id), fact.AuthorId, toFollowers: false, withoutIt, ct);
    }

    /// <summary>The id of the activity that tells of a version.</summary>
    internal static Uri UpdateIdOf(Uri note, DateTimeOffset at) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{note.AbsoluteUri}#updates/{at.ToUnixTimeMilliseconds()}"));
}
