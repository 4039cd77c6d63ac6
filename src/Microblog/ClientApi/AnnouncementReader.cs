using Microblog.Actors;
using Microblog.Announcements;
using Microblog.Data;
using Microblog.Emojis;
using Microblog.Notices.Text;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Reads announcements as client apps are shown them.</summary>
public sealed class AnnouncementReader(Db db, Shapes shapes, LocalUris uris, TimeProvider clock)
{
    /// <summary>Those that stand, oldest first.</summary>
    public Task<IReadOnlyList<AnnouncementEntity>> AllAsync(long viewer, CancellationToken ct) => ReadAsync(Standing(), viewer, ct);

    /// <summary>The announcement, written for many; null when it stands no more.</summary>
    public async Task<AnnouncementEntity?> OneAsync(long id, CancellationToken ct) =>
        await ReadAsync(Standing().Where(a => a.Id == id), viewer: null, ct) is [var one] ? one : null;

    /// <summary>How often that emoji was given to the announcement; null when that stands no more.</summary>
    public async Task<AnnouncementReactionEntity?> ReactionAsync(long id, string emoji, CancellationToken ct)
    {
        if (!await Standing().AnyAsync(a => a.Id == id, ct))
            return null;
        var count = await db.AnnouncementReactions.LongCountAsync(r => r.AnnouncementId == id && r.Emoji == emoji, ct);
        var emojis = await EmojiSet.ReadAsync(db, [("", emoji)], ct);
        return AnnouncementReactionEntity.Of(emoji, count, me: null, emojis, uris.Base) with { AnnouncementId = ApiText.Id(id) };
    }

    private IQueryable<Announcement> Standing() => db.Announcements.AsNoTracking().Where(Announcement.StandsAt(clock.GetUtcNow()));

    private async Task<IReadOnlyList<AnnouncementEntity>> ReadAsync(IQueryable<Announcement> announcements, long? viewer, CancellationToken ct)
    {
        var read = await announcements
            .OrderBy(a => a.Id)
            .Take(Announcement.Most)
            .Select(a => new { Announcement = a, IsRead = a.Reads.Any(r => r.ActorId == viewer) })
            .ToListAsync(ct);
        var reactions = await ReactionsAsync([.. read.Select(a => a.Announcement.Id)], viewer, ct);
        var texts = read.Select(a => (string?)a.Announcement.Text).Concat(reactions.SelectMany(r => r).Select(r => (string?)r.Emoji));
        var emojis = await EmojiSet.ReadAsync(db, texts.Select(t => ("", t)), ct);
        return [.. read.Select(a => Shown(
            a.Announcement,
            viewer is null ? null : a.IsRead,
            emojis,
            [.. reactions[a.Announcement.Id].Select(r => AnnouncementReactionEntity.Of(r.Emoji, r.Count, viewer is null ? null : r.IsMine, emojis, uris.Base))]))];
    }

    // In the order in which they were first given.
    private async Task<ILookup<long, Given>> ReactionsAsync(long[] ids, long? viewer, CancellationToken ct)
    {
        var counted = await db.AnnouncementReactions
            .Where(r => ids.Contains(r.AnnouncementId))
            .GroupBy(r => new { r.AnnouncementId, r.Emoji })
            .Select(g => new { g.Key.AnnouncementId, g.Key.Emoji, Count = g.LongCount(), First = g.Min(r => r.At), Mine = g.Count(r => r.ActorId == viewer) })
            .ToListAsync(ct);
        return counted.OrderBy(c => c.First).ThenBy(c => c.Emoji, StringComparer.Ordinal).ToLookup(c => c.AnnouncementId, c => new Given(c.Emoji, c.Count, c.Mine > 0));
    }

    private AnnouncementEntity Shown(Announcement announcement, bool? isRead, EmojiSet emojis, IReadOnlyList<AnnouncementReactionEntity> reactions) => new(
        ApiText.Id(announcement.Id),
        announcement.Html.Value,
        ApiText.Instant(announcement.StartsAt),
        ApiText.Instant(announcement.EndsAt),
        announcement.IsAllDay,
        ApiText.Instant(announcement.PublishedAt),
        ApiText.Instant(announcement.ChangedAt),
        isRead,
        Mentions: [],
        Statuses: [],
        [.. NoticeText.Parse(announcement.Text).OfType<HashtagSegment>().Select(t => t.Key).Distinct(StringComparer.Ordinal).Select(shapes.TagOf)],
        [.. emojis.In("", announcement.Text).Select(e => StatusEmoji.Of(e, uris.Base))],
        reactions);

    private sealed record Given(string Emoji, long Count, bool IsMine);
}
