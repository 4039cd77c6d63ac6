using Microblog.Actors;
using Microblog.Conversations;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Relations;
using Microblog.Relations.Mutes;
using Microblog.Streaming;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notifications;

/// <summary>Tells people here what others did that concerns them: each thing once, and nothing of whom they do not want to hear of.</summary>
public sealed class Notify(Db db, JudgeNotifications judge, JobQueue jobs, Snowflake ids, TimeProvider clock)
{
    /// <summary>Tells of a notice those whom it names or answers, and followers of its author who asked to be told.</summary>
    public async Task OfNoticeAsync(long noticeId, CancellationToken ct)
    {
        if (await db.Notices.AsNoTracking().Include(n => n.Addressees).SingleOrDefaultAsync(n => n.Id == noticeId, ct) is { } notice)
            await OfNoticeAsync(notice, ct);
    }

    /// <inheritdoc cref="OfNoticeAsync(long, CancellationToken)"/>
    /// <param name="notice">With its addressees, and stored.</param>
    public async Task OfNoticeAsync(Notice notice, CancellationToken ct)
    {
        var named = await OfMentionsAsync(notice, ct);
        if (notice.Visibility == Visibility.Direct)
            return;
        var curious = db.Follows.Where(f => f.FollowedId == notice.AuthorId && f.Notifies && f.IsAccepted && !named.Contains(f.FollowerId));
        await TellAsync(new(NotificationKind.Notice, notice.AuthorId, notice.Id), curious.Select(f => f.Follower!), ct);
    }

    /// <summary>Tells the author that a notice was repeated.</summary>
    public async Task OfRepeatAsync(long repeatId, CancellationToken ct)
    {
        var repeat = await db.Notices.Where(n => n.Id == repeatId && n.RepeatOfId != null)
            .Select(n => new { n.AuthorId, OriginalAuthorId = n.RepeatOf!.AuthorId })
            .SingleOrDefaultAsync(ct);
        if (repeat is not null)
            await TellAsync(new(NotificationKind.Repeat, repeat.AuthorId, repeatId), db.Actors.Where(a => a.Id == repeat.OriginalAuthorId), ct);
    }

    /// <summary>Tells the author that a notice is liked, or was given an emoji.</summary>
    public async Task OfLikeAsync(long likeId, CancellationToken ct)
    {
        var like = await db.Likes.Where(l => l.Id == likeId)
            .Select(l => new { l.ActorId, l.NoticeId, l.Emoji, l.Notice!.AuthorId })
            .SingleOrDefaultAsync(ct);
        if (like is null)
            return;
        var kind = like.Emoji.Length == 0 ? NotificationKind.Like : NotificationKind.Reaction;
        await TellAsync(new(kind, like.ActorId, like.NoticeId), db.Actors.Where(a => a.Id == like.AuthorId), ct);
    }

    /// <summary>Tells somebody that another follows them, or asks to.</summary>
    public async Task OfFollowAsync(Follow follow, CancellationToken ct)
    {
        var kind = follow.IsAccepted ? NotificationKind.Follow : NotificationKind.FollowRequest;
        await TellAsync(new(kind, follow.FollowerId, null), db.Actors.Where(a => a.Id == follow.FollowedId), ct);
    }

    /// <summary>Tells those who voted, and the author, that a poll is over.</summary>
    public async Task OfPollAsync(long noticeId, CancellationToken ct)
    {
        var author = await db.Notices.Where(n => n.Id == noticeId).Select(n => n.AuthorId).SingleOrDefaultAsync(ct);
        var concerned = db.Actors.Where(a => a.Id == author || db.PollVotes.Any(v => v.NoticeId == noticeId && v.ActorId == a.Id));
        await TellAsync(new(NotificationKind.Poll, author, noticeId), concerned, ct);
    }

    /// <summary>Tells who repeated a notice that it was edited, and whom it names since then that it does.</summary>
    public async Task OfEditAsync(long noticeId, CancellationToken ct)
    {
        if (await db.Notices.AsNoTracking().Include(n => n.Addressees).SingleOrDefaultAsync(n => n.Id == noticeId, ct) is not { } notice)
            return;
        await OfMentionsAsync(notice, ct);

        // Of each edit anew.
        await db.Notifications.Where(n => n.NoticeId == noticeId && n.Kind == NotificationKind.Edit).ExecuteDeleteAsync(ct);
        var repeated = db.Notices.Where(r => r.RepeatOfId == noticeId).Select(r => r.Author!);
        await TellAsync(new(NotificationKind.Edit, notice.AuthorId, noticeId), repeated, ct);
    }

    /// <summary>Tells an author that a notice was quoted.</summary>
    public async Task OfQuoteAsync(long noticeId, CancellationToken ct)
    {
        var quote = await db.Notices.Where(n => n.Id == noticeId && n.Quote != null)
            .Select(n => new { n.AuthorId, n.Quote!.QuotedId })
            .SingleOrDefaultAsync(ct);
        if (quote?.QuotedId is { } quoted)
            await TellAsync(new(NotificationKind.Quote, quote.AuthorId, noticeId), db.Notices.Where(n => n.Id == quoted).Select(n => n.Author!), ct);
    }

    // Whom it names, and whom it answers where everybody may read it.
    private async Task<IReadOnlyList<long>> OfMentionsAsync(Notice notice, CancellationToken ct)
    {
        List<long> named = [.. notice.Addressees.Where(a => !a.IsUnnamed).Select(a => a.ActorId)];
        if (notice is { InReplyToId: { } parent, Visibility: <= Visibility.Unlisted })
            named.AddRange(await db.Notices.Where(n => n.Id == parent).Select(n => n.AuthorId).ToListAsync(ct));
        if (named.Count > 0)
            await TellAsync(new(NotificationKind.Mention, notice.AuthorId, notice.Id), db.Actors.Where(a => named.Contains(a.Id)), ct);
        return named;
    }

    private async Task TellAsync(Told told, IQueryable<Actor> concerned, CancellationToken ct)
    {
        var (kind, from, notice) = told;
        var muted = db.Mutes.At(clock.GetUtcNow()).Where(m => m.MutedId == from && m.HidesNotifications);
        var cutOff = db.PersonalDomainBlocks.Where(b => db.Actors.Any(a => a.Id == from && a.Host == b.Host));
        var owners = await concerned
            .NotBlocking(from)
            .Where(a => a.Host == "" && a.GoneAt == null && a.Id != InstanceActor.ActorId && (a.Id != from || kind == NotificationKind.Poll))
            .Where(a => !muted.Any(m => m.MuterId == a.Id) && !cutOff.Any(b => b.OwnerId == a.Id))
            .Where(a => !db.Notifications.Any(n => n.OwnerId == a.Id && n.Kind == kind && n.FromId == from && n.NoticeId == notice))
            .Select(a => a.Id)
            .Distinct()
            .ToListAsync(ct);
        if (notice is { } about && owners.Count > 0)
            owners = [.. owners.Except(await db.WhoMutedConversationOfAsync(about, owners, ct))];
        if (owners.Count == 0)
            return;
        var treatments = await judge.RunAsync(kind, from, notice, owners, ct);
        await StoreAsync(
            [
                .. owners.Where(o => treatments[o] != NotificationTreatment.Drop).Select(owner => new Notification
                {
                    Id = ids.Next(),
                    OwnerId = owner,
                    Kind = kind,
                    FromId = from,
                    NoticeId = notice,
                    IsHeld = treatments[owner] == NotificationTreatment.Hold,
                }),
            ],
            ct);
    }

    private Task StoreAsync(IReadOnlyList<Notification> told, CancellationToken ct) => db.InOneTransactionAsync(
        async () =>
        {
            db.Notifications.AddRange(told);
            var shown = told.Where(n => !n.IsHeld).ToArray();
            var owners = shown.Select(n => n.OwnerId).ToArray();
            var pushed = await db.PushSubscriptions.Where(s => owners.Contains(s.OwnerId)).Select(s => s.OwnerId).Distinct().ToListAsync(ct);
            foreach (var notification in shown.Where(n => pushed.Contains(n.OwnerId)))
                jobs.Raise(new NotificationAdded(notification.Id, notification.OwnerId));
            await db.SaveChangesAsync(ct);
            await db.SpreadAsync([.. shown.Select(n => News.Told(n.Id, n.OwnerId))], ct);
        },
        ct);

    private sealed record Told(NotificationKind Kind, long FromId, long? NoticeId);
}
