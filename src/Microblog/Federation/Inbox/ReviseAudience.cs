using Microblog.Actors;
using Microblog.Conversations;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Notifications;
using Microblog.Protocols.ActivityPub;
using Microblog.Streaming;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>Whom the new version of a notice is for, and who is told of it.</summary>
/// <remarks>It may be for fewer people, and is never for more than it names.</remarks>
public sealed class ReviseAudience(Db db, Notify notify, Snowflake ids)
{
    /// <summary>Lets nobody else change the notice until the transaction ends, so that of two versions the newer one stays.</summary>
    /// <remarks>On SQLite every write waits for its turn anyway.</remarks>
    public async Task HoldAsync(Uri notice, CancellationToken ct)
    {
        if (!db.Database.IsSqlite())
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM notices WHERE uri = {notice.AbsoluteUri} FOR NO KEY UPDATE", ct);
    }

    /// <summary>Changes whom it names, and how open it is.</summary>
    public async Task ChangeAsync(Notice notice, Note note, Actor sender, CancellationToken ct)
    {
        var named = await db.NamedInAsync(note, sender, ct);
        if (!KeepsNamed(notice, note))
            db.Addressees.RemoveRange(notice.Addressees.Where(a => !a.IsUnnamed && !named.Contains(a.ActorId)).ToList());
        foreach (var addressee in notice.Addressees.Where(a => named.Contains(a.ActorId)))
            addressee.IsUnnamed = false;
        db.Addressees.AddRange(named
            .Where(id => notice.Addressees.All(a => a.ActorId != id))
            .Select(id => new Addressee { NoticeId = notice.Id, ActorId = id }));
        notice.Visibility = Narrower(notice, note, sender);
    }

    /// <summary>Puts the stored version where people find it, and tells whom it concerns. In a transaction.</summary>
    public async Task TellAsync(Notice notice, CancellationToken ct)
    {
        await db.FillHomesAsync(notice.Id, ct);
        await notify.OfEditAsync(notice.Id, ct);
        await db.SpreadAsync(News.Edited(notice.Id), ct);
    }

    /// <summary>Files a direct notice under the conversations of whom it names since then.</summary>
    /// <remarks>In a transaction of its own, as it takes hold of people, which others do before they take hold of notices.</remarks>
    public Task FileAsync(long noticeId, CancellationToken ct) => db.InOneTransactionAsync(() => db.FileDirectAsync(noticeId, ids, ct), ct);

    // What names nobody says nothing about those whom it named.
    private static bool KeepsNamed(Notice notice, Note note) =>
        notice.Visibility == Visibility.Direct && note.SaysNoAudience;

    private static Visibility Narrower(Notice notice, Note note, Actor sender)
    {
        if (note.SaysNoAudience)
            return notice.Visibility;
        var said = HearNotice.VisibilityOf(Addressing.AudienceOf(note, sender.FollowersUri));
        return said > notice.Visibility ? said : notice.Visibility;
    }
}
