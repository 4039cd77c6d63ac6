using Microblog.Data;
using Microblog.Media;
using Microblog.Notices;
using Microblog.Notices.Polls;
using Microblog.Notices.Text;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Search;

/// <summary>Keeps the words of every notice that is written or changed, in the save that stores it: whatever way it came, it is found at once.</summary>
internal static class KeepWords
{
    /// <summary>Adds the words of those notices that are about to be saved.</summary>
    public static async Task OfSavedAsync(Db db, CancellationToken ct)
    {
        if (!HoldsNotices(db))
            return;
        foreach (var entry in db.ChangeTracker.Entries<Notice>().ToList())
        {
            var notice = entry.Entity;
            if (notice.RepeatOfId is not null)
                continue;
            if (entry.State == EntityState.Added)
                db.NoticeWords.Add(new NoticeWords { NoticeId = notice.Id, Words = Joined(notice, [.. notice.Attachments], notice.Poll) });
            else if (entry.State == EntityState.Modified && entry.Properties.Any(p => p.IsModified && p.Metadata.Name is nameof(Notice.Html) or nameof(Notice.EditedAt)))
                await RenewAsync(db, notice, ct);
        }
    }

    /// <summary>All that a notice is found by.</summary>
    /// <param name="notice">Its poll and attachments are given beside it, as they may be saved apart from it.</param>
    public static string Joined(Notice notice, IReadOnlyList<Attachment> attachments, Poll? poll)
    {
        string?[] texts =
        [
            notice.Summary, HtmlCleaner.PlainText(notice.Html.Value), .. poll?.Options.OrderBy(o => o.Position).Select(o => o.Title) ?? [],
            .. attachments.OrderBy(a => a.Position).Select(a => a.Description),
        ];
        return $" {string.Join(' ', [.. texts.SelectMany(SearchWords.Of).Take(SearchWords.MostWords), .. MarksOf(notice, attachments, poll)])} ";
    }

    private static IEnumerable<string> MarksOf(Notice notice, IReadOnlyList<Attachment> attachments, Poll? poll)
    {
        yield return Marks.Author(notice.AuthorId);
        if (notice.Language is { Length: > 0 } language)
            yield return Marks.Language(language);
        if (poll is not null)
            yield return Marks.Poll;
        if (notice.Quote is not null)
            yield return Marks.Quote;
        if (notice.InReplyToUri is not null)
            yield return Marks.Reply;
        if (notice.IsSensitive)
            yield return Marks.Sensitive;
        foreach (var mark in LinkMarks(NoticeLinks.In(notice.Html.Value)))
            yield return mark;
        if (attachments.Count > 0)
            yield return Marks.Media;
        foreach (var mark in attachments.SelectMany(a => KindMarks(a.Kind)).Distinct(StringComparer.Ordinal))
            yield return mark;
    }

    private static IEnumerable<string> LinkMarks(IReadOnlyList<Uri> links) =>
        links.Count == 0 ? [] : links.Select(Marks.LinkTo).Distinct(StringComparer.Ordinal).Prepend(Marks.Link);

    private static IEnumerable<string> KindMarks(AttachmentKind kind) => kind switch
    {
        AttachmentKind.Image => [Marks.Image],
        AttachmentKind.Video or AttachmentKind.Animation => [Marks.Video],
        AttachmentKind.Audio => [Marks.Audio],
        _ => [],
    };

    // What an edit adds is not stored yet, what it took away is stored no more.
    private static async Task RenewAsync(Db db, Notice notice, CancellationToken ct)
    {
        var attachments = await db.Attachments.AsNoTracking().Where(a => a.NoticeId == notice.Id).ToListAsync(ct);
        attachments.AddRange(db.ChangeTracker.Entries<Attachment>()
            .Where(e => e.State == EntityState.Added && e.Entity.NoticeId == notice.Id)
            .Select(e => e.Entity));
        var poll = db.ChangeTracker.Entries<Poll>().Where(e => e.State != EntityState.Deleted).Select(e => e.Entity).FirstOrDefault(p => p.NoticeId == notice.Id);
        var words = Joined(notice, attachments, poll);
        if (await db.NoticeWords.FindAsync([notice.Id], ct) is { } kept)
            kept.Words = words;
        else
            db.NoticeWords.Add(new NoticeWords { NoticeId = notice.Id, Words = words });
    }

    // Most saves hold none, and need not be looked through for it.
    private static bool HoldsNotices(Db db)
    {
        var tracker = db.ChangeTracker;
        var detects = tracker.AutoDetectChangesEnabled;
        tracker.AutoDetectChangesEnabled = false;
        var holds = tracker.Entries<Notice>().Any();
        tracker.AutoDetectChangesEnabled = detects;
        return holds;
    }
}
