using Microblog.Actors;
using Microblog.Conversations;
using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Notices;
using Microblog.Notifications;
using Microblog.Protocols.ActivityPub;
using Microblog.Relations;
using Microblog.Streaming;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>Makes a notice of a note that another server sent: cleans it and finds whom it names.</summary>
public sealed class HearNotice(Db db, NoteAttachments attachments, KeepEmojis keepEmojis, Notify notify, Snowflake ids, TimeProvider clock)
{
    /// <summary>Writes the notice; <see cref="StoreAsync"/> stores it.</summary>
    public async Task<Notice> WriteAsync(Note note, Actor author, CancellationToken ct)
    {
        var id = await FreeIdAsync(note.Published, ct);
        var parent = await ParentAsync(note.InReplyTo, ct);
        var now = clock.GetUtcNow();
        var notice = new Notice
        {
            Id = id,
            Uri = note.Id,
            Url = note.Url,
            AuthorId = author.Id,
            Html = NoteContent.HtmlOf(note),
            Summary = NoteContent.WarningOf(note),
            IsSensitive = NoteContent.IsSensitive(note),
            Language = note.Language,
            Kind = NoteContent.KindOf(note),
            Visibility = VisibilityOf(Addressing.AudienceOf(note, author.FollowersUri)),
            InReplyToId = parent?.Id,
            InReplyToUri = note.InReplyTo,
            Context = NoteContent.ContextOf(note) ?? parent?.Context,
            RepliesUri = note.Replies,
            PublishedAt = note.Published is { } published && published < now ? published : now,
            EditedAt = note.Updated,
            Poll = NoteContent.PollOf(note, id),
            Quote = NoteContent.QuoteOf(note, id, now),
            QuotePolicy = NoteContent.QuotePolicyOf(note, author),
        };
        foreach (var key in NoteContent.TagsOf(note))
            notice.Tags.Add(new NoticeTag { Key = key, NoticeId = id });
        foreach (var attachment in await attachments.OfAsync(note, author, id, ct))
            notice.Attachments.Add(attachment);
        foreach (var actorId in await db.NamedInAsync(note, author, ct))
            notice.Addressees.Add(new Addressee { NoticeId = id, ActorId = actorId });
        return notice;
    }

    /// <summary>Stores it, with the emoji it uses and the answers to it that came before it.</summary>
    /// <param name="toHomes">Puts it on home timelines, too: what was sent, not what was only looked up.</param>
    public async Task StoreAsync(Notice notice, Note note, Actor author, bool toHomes, CancellationToken ct)
    {
        db.Notices.Add(notice);
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(ct);
                await keepEmojis.RunAsync(note.Emojis, author, ct);
                if (toHomes)
                    await TellAsync(notice, ct);

                await db.Notices
                    .Where(n => n.InReplyToId == null && n.InReplyToUri == notice.Uri)
                    .ExecuteUpdateAsync(n => n.SetProperty(x => x.InReplyToId, notice.Id), ct);
            },
            ct);
    }

    /// <summary>Puts a stored notice where people here find it, and tells whom it concerns. In a transaction.</summary>
    public async Task TellAsync(Notice notice, CancellationToken ct)
    {
        await PutAsync(notice.Id, ct);
        await notify.OfNoticeAsync(notice, ct);
        if (notice.Quote is not null)
            await notify.OfQuoteAsync(notice.Id, ct);
        await db.SpreadAsync(News.Posted(notice.Id), ct);
    }

    /// <summary>Puts a stored notice on the timelines and in the conversations of those who read it. In a transaction.</summary>
    public async Task PutAsync(long noticeId, CancellationToken ct)
    {
        await db.FillHomesAsync(noticeId, ct);
        await db.FileDirectAsync(noticeId, ids, ct);
    }

    /// <summary>Who may read it.</summary>
    internal static Visibility VisibilityOf(Audience audience) => audience switch
    {
        Audience.Public => Visibility.Public,
        Audience.Unlisted => Visibility.Unlisted,
        Audience.Followers => Visibility.Followers,
        _ => Visibility.Direct,
    };

    private async Task<long> FreeIdAsync(DateTimeOffset? published, CancellationToken ct)
    {
        var id = ids.At(published);
        while (await db.Notices.AnyAsync(n => n.Id == id, ct))
            id = ids.At(published);
        return id;
    }

    private async Task<KnownParent?> ParentAsync(Uri? inReplyTo, CancellationToken ct) => inReplyTo is null
        ? null
        : await db.Notices.Where(n => n.Uri == inReplyTo).Select(n => new KnownParent(n.RepeatOfId ?? n.Id, n.Context)).SingleOrDefaultAsync(ct);

    private sealed record KnownParent(long Id, Uri? Context);
}

/// <summary>Finds whom a note is for.</summary>
internal static class NamedActors
{
    extension(Db db)
    {
        /// <summary>Those mentioned, and those addressed by name alone, as far as we know them and none has blocked the other.</summary>
        public async Task<List<long>> NamedInAsync(Note note, Actor author, CancellationToken ct)
        {
            var uris = note.Mentions.Select(m => m.Href).Concat(note.To).Concat(note.Cc).Distinct(Ids.Comparer).ToArray();
            return await db.Actors.NotBlocking(author.Id).Where(a => uris.Contains(a.Uri)).Select(a => a.Id).ToListAsync(ct);
        }
    }
}
