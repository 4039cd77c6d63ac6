using Microblog.Data;
using Microblog.Notifications;

namespace Microblog.ClientApi;

/// <summary>A notification before what it speaks of is read.</summary>
/// <param name="NoticeId">What it is about; of a repeat what was repeated. Null for none.</param>
internal sealed record NotificationLine(long Id, NotificationKind Kind, long FromId, long? NoticeId)
{
    public string CreatedAt => ApiText.Instant(Snowflake.TimeOf(Id));

    /// <summary>Reads the lines.</summary>
    public static IQueryable<NotificationLine> Of(IQueryable<Notification> notifications) => notifications.Select(n =>
        new NotificationLine(n.Id, n.Kind, n.FromId, n.NoticeId == null ? null : n.Notice!.RepeatOfId ?? n.NoticeId));
}
