using System.Globalization;

namespace Microblog.Streaming;

/// <summary>Something happened that people who are looking want to see at once. Only numbers: who may see it is asked when it is shown.</summary>
/// <param name="Id">Of the notice, notification or conversation it is about; 0 for none.</param>
/// <param name="OwnerId">Whose it is: an author, or whoever is told.</param>
/// <param name="Rest">See <see cref="NewsKind.NoticeDeleted"/>.</param>
public sealed record News(NewsKind Kind, long Id, long OwnerId, IReadOnlyList<long> Rest)
{
    /// <summary>Most numbers that travel in <see cref="Rest"/>: PostgreSQL carries 8,000 bytes.</summary>
    private const int MostRest = 300;

    public static News Posted(long noticeId) => new(NewsKind.NoticePosted, noticeId, 0, []);

    public static News Edited(long noticeId) => new(NewsKind.NoticeEdited, noticeId, 0, []);

    /// <summary>A notice is gone.</summary>
    /// <param name="isOpen">Anybody could read it.</param>
    /// <param name="named">Whom it named: they had it, too.</param>
    public static News Deleted(long noticeId, long authorId, bool isOpen, IEnumerable<long> named) =>
        new(NewsKind.NoticeDeleted, noticeId, authorId, [isOpen ? 1 : 0, .. named.Take(MostRest)]);

    public static News Told(long notificationId, long ownerId) => new(NewsKind.NotificationAdded, notificationId, ownerId, []);

    public static News FiltersChanged(long ownerId) => new(NewsKind.FiltersChanged, 0, ownerId, []);

    public static News ConversationWentOn(long conversationId, long ownerId) => new(NewsKind.ConversationWentOn, conversationId, ownerId, []);

    /// <summary>Everybody is told something, or something else than before.</summary>
    public static News Announced(long announcementId) => new(NewsKind.Announced, announcementId, 0, []);

    public static News Withdrawn(long announcementId) => new(NewsKind.Withdrawn, announcementId, 0, []);

    /// <summary>An emoji was given to an announcement or taken back.</summary>
    public static News Answered(long announcementId, string emoji) =>
        new(NewsKind.Answered, announcementId, 0, [.. emoji.EnumerateRunes().Take(MostRest).Select(r => (long)r.Value)]);

    /// <summary>As it travels between nodes.</summary>
    public override string ToString() =>
        string.Join(' ', new[] { (long)Kind, Id, OwnerId }.Concat(Rest).Select(n => n.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Reads what <see cref="ToString"/> wrote; null for what a newer node may say.</summary>
    public static News? Parse(string text)
    {
        var numbers = new List<long>();
        foreach (var word in text.Split(' '))
        {
            if (!long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return null;
            numbers.Add(number);
        }

        return numbers.Count >= 3 && Enum.IsDefined((NewsKind)numbers[0])
            ? new((NewsKind)numbers[0], numbers[1], numbers[2], numbers[3..])
            : null;
    }
}

/// <summary>What happened.</summary>
public enum NewsKind
{
    /// <summary>A notice or a repeat stands on timelines.</summary>
    NoticePosted = 1,
    NoticeEdited = 2,

    /// <summary>It is gone; so the news says whose it was, 1 if anybody could read it, else 0, and then whom it named.</summary>
    NoticeDeleted = 3,
    NotificationAdded = 4,
    FiltersChanged = 5,
    ConversationWentOn = 6,

    /// <summary>An announcement is made or changed.</summary>
    Announced = 7,
    Withdrawn = 8,

    /// <summary>Somebody answers an announcement, or takes that back; so the news says with which emoji, as the numbers of its characters.</summary>
    Answered = 9,
}
