using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Notices.Editing;
using Microblog.Notices.Polls;
using Microblog.Protocols.ActivityPub;
using Microblog.Streaming;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor changed a notice of its own, or has new counts of its poll.</summary>
/// <remarks>A new version may be for fewer people, and makes nothing more open.</remarks>
public sealed class ReviseNotice(Db db, KeepVersion keep, KeepEmojis keepEmojis, NoteAttachments attachments, ReviseAudience audience, TimeProvider clock)
{
    /// <summary>Takes over the new version, or the counts.</summary>
    public async Task<Outcome> RunAsync(Note note, Actor sender, CancellationToken ct)
    {
        var outcome = Outcome.Done;
        await db.InOneTransactionAsync(
            async () =>
            {
                // Which version is the newer one is asked only when nobody else can store one.
                await audience.HoldAsync(note.Id, ct);
                outcome = await ReviseAsync(note, sender, ct);
            },
            ct);

        // Also when it was stored before: the process may have ended here.
        var direct = await db.Notices
            .Where(n => n.Uri == note.Id && n.AuthorId == sender.Id && n.Visibility == Visibility.Direct)
            .Select(n => (long?)n.Id)
            .SingleOrDefaultAsync(ct);
        if (direct is { } noticeId)
            await audience.FileAsync(noticeId, ct);
        return outcome;
    }

    private async Task<Outcome> ReviseAsync(Note note, Actor sender, CancellationToken ct)
    {
        var notice = await db.Notices
            .Include(n => n.Tags)
            .Include(n => n.Addressees)
            .Include(n => n.Poll!.Options)
            .AsSplitQuery()
            .SingleOrDefaultAsync(n => n.Uri == note.Id && n.AuthorId == sender.Id && n.RepeatOfId == null, ct);
        if (notice is null)
            return Outcome.Ignored("we have no such notice of theirs");

        var have = notice.EditedAt ?? notice.PublishedAt;
        var asksTheSame = note.Poll is { } asked && notice.Poll is { } poll && poll.AsksTheSame(asked.IsMultiple, asked.Choices.Select(c => c.Name));
        var updated = ToTheMillisecond(note.Updated);
        if (asksTheSame && (updated is null || updated == notice.EditedAt))
            return await TakeCountsAsync(notice.Poll!, note.Poll!, ct);

        // COMPAT(Mastodon): without a newer time it is no edit, but may say anew who may quote.
        if ((updated is null || updated == notice.EditedAt) && await SaysTheSameAsync(notice, note, sender, ct))
            return await TakePolicyAsync(notice, note, sender, ct);

        var at = updated ?? clock.GetUtcNow();
        if (at > clock.GetUtcNow().AddHours(1) || at <= have)
            return Outcome.Ignored("we have a newer version");

        await keep.RunAsync(notice, ct);
        Change(notice, note, at);
        notice.QuotePolicy = NoteContent.QuotePolicyOf(note, sender);
        await StoreAsync(notice, note, sender, asksTheSame, ct);
        return Outcome.Done;
    }

    private async Task<bool> SaysTheSameAsync(Notice notice, Note note, Actor sender, CancellationToken ct)
    {
        if (notice.Html.Value != NoteContent.HtmlOf(note).Value || notice.Summary != NoteContent.WarningOf(note) || notice.Language != note.Language
            || notice.IsSensitive != NoteContent.IsSensitive(note) || notice.Poll is null != note.Poll is null)
            return false;
        var have = await db.Attachments.AsNoTracking().Where(a => a.NoticeId == notice.Id).OrderBy(a => a.Position).ToListAsync(ct);
        var said = await attachments.OfAsync(note, sender, notice.Id, ct);
        return have.Select(a => (a.RemoteUrl, a.Description)).SequenceEqual(said.Select(a => (a.RemoteUrl, a.Description)));
    }

    private async Task<Outcome> TakePolicyAsync(Notice notice, Note note, Actor sender, CancellationToken ct)
    {
        notice.QuotePolicy = NoteContent.QuotePolicyOf(note, sender);
        await db.SaveChangesAsync(ct);
        return Outcome.Done;
    }

    // As it is stored: some servers say more digits, and would seem newer than themselves.
    private static DateTimeOffset? ToTheMillisecond(DateTimeOffset? time) =>
        time is { } said ? DateTimeOffset.FromUnixTimeMilliseconds(said.ToUnixTimeMilliseconds()) : null;

    private async Task<Outcome> TakeCountsAsync(Poll poll, NotePoll counted, CancellationToken ct)
    {
        NoteContent.TakeCounts(poll, counted);
        await db.SaveChangesAsync(ct);
        await db.SpreadAsync(News.Edited(poll.NoticeId), ct);
        return Outcome.Done;
    }

    private void Change(Notice notice, Note note, DateTimeOffset at)
    {
        notice.Html = NoteContent.HtmlOf(note);
        notice.Summary = NoteContent.WarningOf(note);
        notice.IsSensitive = NoteContent.IsSensitive(note);
        notice.Language = note.Language;
        notice.EditedAt = at;
        var keys = NoteContent.TagsOf(note).ToHashSet(StringComparer.Ordinal);
        db.NoticeTags.RemoveRange(notice.Tags.Where(t => !keys.Contains(t.Key)).ToList());
        db.NoticeTags.AddRange(keys.Where(k => notice.Tags.All(t => t.Key != k)).Select(k => new NoticeTag { Key = k, NoticeId = notice.Id }));
    }

    private async Task StoreAsync(Notice notice, Note note, Actor sender, bool asksTheSame, CancellationToken ct)
    {
        await audience.ChangeAsync(notice, note, sender, ct);
        await db.Attachments.Where(a => a.NoticeId == notice.Id).ExecuteDeleteAsync(ct);
        db.Attachments.AddRange(await attachments.OfAsync(note, sender, notice.Id, ct));
        if (asksTheSame)
            NoteContent.TakeCounts(notice.Poll!, note.Poll!);
        else
            await ReplacePollAsync(notice, note, ct);
        await db.SaveChangesAsync(ct);
        await keepEmojis.RunAsync(note.Emojis, sender, ct);
        await audience.TellAsync(notice, ct);
    }

    private async Task ReplacePollAsync(Notice notice, Note note, CancellationToken ct)
    {
        if (notice.Poll is { } old)
        {
            db.Forget(old);
            notice.Poll = null;
            await db.Polls.Where(p => p.NoticeId == notice.Id).ExecuteDeleteAsync(ct);
        }

        if (NoteContent.PollOf(note, notice.Id) is { } poll)
            db.Polls.Add(poll);
    }
}
