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
            .SingleAsync(ct);
        var id = new Uri(string.Create(CultureInfo.InvariantCulture, $"{note.Id.AbsoluteUri}#updates/{fact.At.ToUnixTimeMilliseconds()}"));
        await send.RunAsync(
            new Update(id, note.AttributedTo, note, null),
            fact.AuthorId,
            toFollowers: notice.Visibility != Visibility.Direct,
            [.. notice.Named.Union(fact.FormerlyNamed)],
            ct);
        return Outcome.Done;
    }
}
