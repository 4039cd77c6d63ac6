using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices.Text;
using Microblog.Streaming;
using Microblog.Web;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Announcements;

/// <summary>Tells everybody here something, or changes what is told.</summary>
public sealed class WriteAnnouncement(Db db, LocalUris uris, Snowflake ids, TimeProvider clock)
{
    /// <summary>Writes it; from then on people are told of it.</summary>
    /// <param name="id">Of the announcement that is changed; null for a new one.</param>
    /// <returns>Its id.</returns>
    /// <exception cref="RefusalException">There is none of that id, it is empty or too long, it ends before it begins or has ended, or there are too many.</exception>
    public async Task<long> RunAsync(long? id, AnnouncementDraft draft, long byActorId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var text = draft.Text.ReplaceLineEndings("\n").Trim();
        if (text.Length is 0 or > Announcement.MaxLength)
            throw new RefusalException(Refusal.AnnouncementNotFit);
        if (draft.EndsAt <= now || draft.EndsAt <= draft.StartsAt)
            throw new RefusalException(Refusal.EndHasPassed);

        var written = 0L;
        await db.InOneTransactionAsync(
            async () =>
            {
                var announcement = id is { } known ? await FindAsync(known, ct) : await NewAsync(text, byActorId, now, ct);
                announcement.Text = text;
                announcement.Html = HtmlOf(text);
                announcement.StartsAt = draft.StartsAt;
                announcement.EndsAt = draft.EndsAt;
                announcement.IsAllDay = draft.IsAllDay && (draft.StartsAt ?? draft.EndsAt) is not null;
                announcement.ChangedAt = now;
                await db.SaveChangesAsync(ct);
                await db.SpreadAsync(News.Announced(announcement.Id), ct);
                written = announcement.Id;
            },
            ct);
        return written;
    }

    private CleanHtml HtmlOf(string text) => NoticeText.ToHtml(NoticeText.Parse(text), _ => null, uris.TagBase);

    private async Task<Announcement> FindAsync(long id, CancellationToken ct) =>
        await db.Announcements.SingleOrDefaultAsync(a => a.Id == id, ct) ?? throw new RefusalException(Refusal.NotFound);

    private async Task<Announcement> NewAsync(string text, long byActorId, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Announcements.CountAsync(Announcement.StandsAt(now), ct) >= Announcement.Most)
            throw new RefusalException(Refusal.TooManyAnnouncements);
        var announcement = new Announcement
        {
            Id = ids.Next(),
            Text = text,
            Html = default,
            PublishedAt = now,
            ChangedAt = now,
            ById = byActorId,
        };
        db.Announcements.Add(announcement);
        return announcement;
    }
}

/// <summary>What is to be told.</summary>
public sealed record AnnouncementDraft(string Text, DateTimeOffset? StartsAt = null, DateTimeOffset? EndsAt = null, bool IsAllDay = false);
