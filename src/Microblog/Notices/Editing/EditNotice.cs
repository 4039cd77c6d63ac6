using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Media;
using Microblog.Notices.Polls;
using Microblog.Notices.Text;
using Microblog.Streaming;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices.Editing;

/// <summary>Changes one's own notice. What it said before stays readable by those who may read it.</summary>
public sealed class EditNotice(Db db, JobQueue jobs, WriteText write, KeepVersion keep, EditingRights rights)
{
    /// <summary>Stores the new version, the former one and the fact, together. An edit that changes nothing does nothing.</summary>
    /// <param name="draft">Who may read the notice and what it replies to stay as they are, whatever is said here.</param>
    /// <exception cref="RefusalException">
    /// There is no such notice of this author's, the author may not post now, the text is empty or too long, its poll is none, or one of its files is not there or not ready.
    /// </exception>
    public Task RunAsync(long authorId, long noticeId, Draft draft, CancellationToken ct) =>
        db.AgainIfOvertakenAsync(() => EditAsync(authorId, noticeId, draft, ct));

    private async Task EditAsync(long authorId, long noticeId, Draft draft, CancellationToken ct)
    {
        var (author, notice) = await rights.RequireAsync(authorId, noticeId, ct);
        var written = await write.RunAsync(author, draft, ct);
        var now = rights.Now;
        var poll = draft.Poll is { } asked ? Poll.Write(noticeId, asked, now) : null;
        var media = await db.ReadMediaAsync(authorId, noticeId, draft.MediaIds, draft.MediaChanges, ct);
        var holdsTheSame = await HoldsAsync(noticeId, media, ct);
        if (holdsTheSame && IsSame(notice, written, draft.Language, poll))
            return;

        await keep.RunAsync(notice, ct);
        var formerlyNamed = notice.Addressees.Select(a => a.ActorId).Except(written.Named).ToList();
        Change(notice, written, draft.Language);
        notice.EditedAt = After(notice.EditedAt ?? notice.PublishedAt, now);
        await RememberAsync(noticeId, formerlyNamed, ct);
        jobs.Raise(new NoticeEdited(noticeId, authorId, notice.EditedAt.Value, formerlyNamed));
        await db.InOneTransactionAsync(
            async () =>
            {
                await ReplacePollAsync(notice, poll, ct);
                if (!holdsTheSame)
                    await ReplaceMediaAsync(noticeId, media, now, ct);
                await db.SaveChangesAsync(ct);
                await db.SpreadAsync(News.Edited(noticeId), ct);
            },
            ct);
    }

    private async Task<bool> HoldsAsync(long noticeId, IReadOnlyList<Upload> media, CancellationToken ct)
    {
        var held = await db.Attachments.Where(a => a.NoticeId == noticeId).OrderBy(a => a.Position).Select(a => a.Id).ToListAsync(ct);
        return held.SequenceEqual(media.Select(u => u.Id)) && media.All(u => db.Entry(u).State == EntityState.Unchanged);
    }

    private async Task ReplaceMediaAsync(long noticeId, IReadOnlyList<Upload> media, DateTimeOffset now, CancellationToken ct)
    {
        await db.Attachments.Where(a => a.NoticeId == noticeId).ExecuteDeleteAsync(ct);
        db.Attachments.AddRange(AttachedMedia.On(noticeId, media, now));
    }

    // To the millisecond, as it is stored and sent: a version that is no newer would be no version elsewhere.
    private static DateTimeOffset After(DateTimeOffset former, DateTimeOffset now) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(now.ToUnixTimeMilliseconds(), former.ToUnixTimeMilliseconds() + 1));

    private static bool IsSame(Notice notice, Written written, string? language, Poll? poll) =>
        notice.Text == written.Text && notice.Summary == written.Summary && notice.IsSensitive == written.IsSensitive
        && (language is null || notice.Language == language)
        && (poll is null ? notice.Poll is null : notice.Poll is { } old && AsksTheSame(old, poll));

    private static bool AsksTheSame(Poll old, Poll poll) =>
        old.AsksTheSame(poll.IsMultiple, poll.Options.OrderBy(o => o.Position).Select(o => o.Title));

    private void Change(Notice notice, Written written, string? language)
    {
        notice.Html = notice.Quote is { } quote ? NoticeText.Quoting(quote.Quoted?.Url ?? quote.QuotedUri, written.Html) : written.Html;
        notice.Text = written.Text;
        notice.Summary = written.Summary;
        notice.IsSensitive = written.IsSensitive;
        notice.Language = language ?? notice.Language;
        db.NoticeTags.RemoveRange(notice.Tags.Where(t => !written.Tags.Contains(t.Key, StringComparer.Ordinal)).ToList());
        db.NoticeTags.AddRange(written.Tags
            .Where(k => notice.Tags.All(t => t.Key != k))
            .Select(k => new NoticeTag { Key = k, NoticeId = notice.Id }));
        db.Addressees.RemoveRange(notice.Addressees.Where(a => !written.Named.Contains(a.ActorId)).ToList());
        db.Addressees.AddRange(written.Named
            .Where(id => notice.Addressees.All(a => a.ActorId != id))
            .Select(id => new Addressee { NoticeId = notice.Id, ActorId = id }));
    }

    private async Task RememberAsync(long noticeId, List<long> formerlyNamed, CancellationToken ct)
    {
        var known = await db.FormerAddressees
            .Where(f => f.NoticeId == noticeId && formerlyNamed.Contains(f.ActorId))
            .Select(f => f.ActorId)
            .ToListAsync(ct);
        db.FormerAddressees.AddRange(formerlyNamed.Except(known).Select(id => new FormerAddressee { NoticeId = noticeId, ActorId = id }));
    }

    // Another question is another poll: what was answered to the old one says nothing about it.
    private async Task ReplacePollAsync(Notice notice, Poll? poll, CancellationToken ct)
    {
        if (notice.Poll is { } old && (poll is null || !AsksTheSame(old, poll)))
        {
            db.Forget(old);
            notice.Poll = null;
            await db.Polls.Where(p => p.NoticeId == notice.Id).ExecuteDeleteAsync(ct);
        }

        if (poll is null || notice.Poll is not null)
            return;
        db.Polls.Add(poll);
        jobs.RaiseAt(new PollDue(notice.Id, poll.ClosesAt!.Value), poll.ClosesAt.Value);
    }
}

/// <summary>Finds the notice that an author wants to change.</summary>
public sealed class EditingRights(Db db, MayPost mayPost, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The notice, with all that an edit changes.</summary>
    /// <exception cref="RefusalException">There is no such notice of this author's, or the author may not post now.</exception>
    public async Task<(Actor Author, Notice Notice)> RequireAsync(long authorId, long noticeId, CancellationToken ct)
    {
        var author = await mayPost.RequireAsync(authorId, ct);
        var notice = await db.Notices
            .Include(n => n.Tags)
            .Include(n => n.Addressees)
            .Include(n => n.Poll!.Options)
            .Include(n => n.Quote!.Quoted)
            .AsSplitQuery()
            .SingleOrDefaultAsync(n => n.Id == noticeId && n.AuthorId == authorId && n.Text != null, ct)
            ?? throw new RefusalException(Refusal.NotFound);
        return (author, notice);
    }
}
