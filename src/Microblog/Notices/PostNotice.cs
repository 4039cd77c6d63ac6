using Microblog.Accounts;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Media;
using Microblog.Notices.Polls;
using Microblog.Notices.Quotes;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices;

/// <summary>Posts a notice: the same steps whether it came from the page or from a phone.</summary>
public sealed class PostNotice(Db db, JobQueue jobs, WriteNotice write, MayPost mayPost, MicroblogSettings settings, TimeProvider clock)
{
    /// <summary>Stores the notice and the fact that it was posted, together or not at all.</summary>
    /// <exception cref="RefusalException">
    /// The author may not post now, the text is empty or too long, what it replies to or quotes is not there (any more),
    /// its author does not agree to be quoted, or one of its files is not there or not ready.
    /// </exception>
    /// <param name="alongside">Adds what is to be stored in the same save; null for nothing.</param>
    public Task<Notice> RunAsync(long authorId, Draft draft, CancellationToken ct, Action? alongside = null) =>
        db.AgainIfOvertakenAsync(() => PostAsync(authorId, draft, alongside, ct));

    private async Task<Notice> PostAsync(long authorId, Draft draft, Action? alongside, CancellationToken ct)
    {
        var author = await mayPost.RequireAsync(authorId, ct);
        var language = draft.Language ?? (await db.PostingDefaultsOfAsync(authorId, ct)).Language ?? settings.Instance.FirstLanguage();
        var notice = await write.RunAsync(author, draft with { Language = language }, await ParentAsync(authorId, draft, ct), ct);
        var media = await db.ReadMediaAsync(authorId, noticeId: null, draft.MediaIds, draft.MediaChanges, ct);
        foreach (var attachment in AttachedMedia.On(notice.Id, media, clock.GetUtcNow()))
            notice.Attachments.Add(attachment);
        db.Notices.Add(notice);
        db.HomeEntries.Add(new HomeEntry { OwnerId = authorId, NoticeId = notice.Id });
        jobs.Raise(new NoticePosted(notice.Id, authorId));
        if (notice.Quote is { State: QuoteState.Pending })
            jobs.Raise(new QuoteAsked(notice.Id, authorId));
        if (notice.Poll?.ClosesAt is { } end)
            jobs.RaiseAt(new PollDue(notice.Id, end), end);
        alongside?.Invoke();
        await db.SaveChangesAsync(ct);
        return notice;
    }

    // Who replies to a repeat replies to what it repeats.
    private async Task<Parent?> ParentAsync(long authorId, Draft draft, CancellationToken ct) =>
        draft.InReplyToId is not { } parent
            ? null
            : await db.Notices
                .Where(n => n.Id == db.Notices.Where(p => p.Id == parent).Select(p => p.RepeatOfId ?? p.Id).First())
                .VisibleTo(authorId, clock.GetUtcNow())
                .As(n => new Parent(n.Id, n.Uri, n.AuthorId, n.Visibility, n.Context))
                .SingleOrDefaultAsync(ct) ?? throw new RefusalException(Refusal.NotFound);
}

/// <summary>The notice that is replied to.</summary>
/// <param name="Context">Its conversation, to which the reply belongs too; null when it names none.</param>
public sealed record Parent(long Id, Uri Uri, long AuthorId, Visibility Visibility, Uri? Context);
