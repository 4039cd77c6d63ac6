using System.Globalization;
using Microblog.Data;
using Microblog.Federation.Documents;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Notices.Editing;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Outbox;

/// <summary>Sends the new version of a notice to whom the former was sent, and to those it names now.</summary>
/// <remarks>Source: ActivityPub §6.3.</remarks>
public sealed class DistributeEdit(Db db, NoteDocuments documents, SendActivity send) : IHandle<NoticeEdited>
{
    public async Task<Outcome> HandleAsync(NoticeEdited fact, CancellationToken ct)
    {
        if (await documents.OfAsync(fact.NoticeId, ct) is not { } note)
            return Outcome.Ignored("it was deleted meanwhile");

        var notice = await db.Notices
            .Where(n => n.Id == fact.NoticeId)
            .Select(n => new { n.Visibility, Named = n.Addressees.Select(a => a.ActorId).ToList() })
            .SingleOrDefaultAsync(ct);
        if (notice is null)
            return Outcome.Ignored("it was deleted meanwhile");
        await send.RunAsync(
            new Update(UpdateIdOf(note.Id, fact.At), note.AttributedTo, note, null),
            fact.AuthorId,
            toFollowers: notice.Visibility != Visibility.Direct,
            [.. notice.Named.Union(fact.FormerlyNamed)],
            ct);
        return Outcome.Done;
    }

    /// <summary>The id of the activity that tells of a version.</summary>
    internal static Uri UpdateIdOf(Uri note, DateTimeOffset at) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{note.AbsoluteUri}#updates/{at.ToUnixTimeMilliseconds()}"));
}
