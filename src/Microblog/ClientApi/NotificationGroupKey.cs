using System.Globalization;
using Microblog.Data;
using Microblog.Notifications;

namespace Microblog.ClientApi;

/// <summary>What stands for notifications that are told together: a kind, what it was done to, and when; or one notification alone.</summary>
internal static class NotificationGroupKey
{
    private const string Alone = "ungrouped-";

    /// <summary>What is told together was done within so long.</summary>
    private static readonly TimeSpan Together = TimeSpan.FromHours(12);

    /// <summary>The kinds of which many at once say one thing.</summary>
    public static NotificationKind[] Grouped { get; } = [NotificationKind.Like, NotificationKind.Repeat, NotificationKind.Follow];

    public static string Of(NotificationLine line) => Grouped.Contains(line.Kind)
        ? string.Create(CultureInfo.InvariantCulture, $"{NotificationNames.Of(line.Kind)!}-{line.NoticeId ?? 0}-{Snowflake.TimeOf(line.Id).ToUnixTimeMilliseconds() / (long)Together.TotalMilliseconds}")
        : OfOne(line);

    /// <summary>That of a notification by itself.</summary>
    public static string OfOne(NotificationLine line) => Alone + ApiText.Id(line.Id);

    /// <summary>Those of the notifications that it stands for.</summary>
    /// <exception cref="RefusalException">It is no such key.</exception>
    public static IQueryable<Notification> Select(string key, IQueryable<Notification> notifications)
    {
        if (key.StartsWith(Alone, StringComparison.Ordinal))
        {
            var id = ApiText.RequiredId(key[Alone.Length..]);
            return notifications.Where(n => n.Id == id);
        }

        if (key.Split('-') is not [var type, var noticeText, var spanText]
            || !NotificationNames.Known.TryGetValue(type, out var kind)
            || !Grouped.Contains(kind)
            || ApiText.IdOrNull(spanText) is not { } span || span > long.MaxValue / (long)Together.TotalMilliseconds >> 16)
            throw new RefusalException(Refusal.NotFound);
        var notice = ApiText.RequiredId(noticeText);
        var from = Snowflake.FirstAt(DateTimeOffset.UnixEpoch + (Together * span));
        var until = Snowflake.FirstAt(DateTimeOffset.UnixEpoch + (Together * (span + 1)));
        return notifications.Where(n =>
            n.Kind == kind && n.Id >= from && n.Id < until && (n.NoticeId == null ? 0 : n.Notice!.RepeatOfId ?? n.NoticeId) == notice);
    }
}
