using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Notices.Text;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor changed a notice of its own, or what it says of itself.</summary>
/// <remarks>Source: ActivityPub §7.3. What is older than what we have changes nothing.</remarks>
public sealed class OnUpdate(Db db, RemoteActors remote, TimeProvider clock) : IReceive<Update>
{
    public async Task<Outcome> ReceiveAsync(Update activity, Actor sender, CancellationToken ct)
    {
        if (activity.Note is { } note)
            return await NoteAsync(note, sender, ct);

        // Read from its origin, so that an old Update that arrives late rolls nothing back.
        try
        {
            await remote.FetchAsync(sender.Uri, ct);
            return Outcome.Done;
        }
        catch (DocumentUnavailableException unavailable)
        {
            return unavailable.Trouble == DocumentTrouble.Unreachable
                ? Outcome.Retry(unavailable.Message, perhapsOnlyThis: true)
                : Outcome.Ignored(unavailable.Message);
        }
    }

    private async Task<Outcome> NoteAsync(Note note, Actor sender, CancellationToken ct)
    {
        var notice = await db.Notices.Include(n => n.Tags).SingleOrDefaultAsync(n => n.Uri == note.Id && n.AuthorId == sender.Id && n.RepeatOfId == null, ct);
        if (notice is null)
            return Outcome.Ignored("we have no such notice of theirs");
        var at = note.Updated ?? clock.GetUtcNow();
        if (at > clock.GetUtcNow().AddHours(1) || at <= (notice.EditedAt ?? notice.PublishedAt))
            return Outcome.Ignored("we have a newer version");

        notice.Html = HtmlCleaner.Clean(note.Content);
        notice.Summary = note.Summary;
        notice.IsSensitive = note.Sensitive || note.Summary is not null;
        notice.Language = note.Language;
        notice.EditedAt = at;
        var keys = HearNotice.TagsOf(note).ToHashSet(StringComparer.Ordinal);
        db.NoticeTags.RemoveRange(notice.Tags.Where(t => !keys.Contains(t.Key)));
        db.NoticeTags.AddRange(keys.Where(k => notice.Tags.All(t => t.Key != k)).Select(k => new NoticeTag { Key = k, NoticeId = notice.Id }));
        await db.SaveChangesAsync(ct);
        return Outcome.Done;
    }
}
