namespace Microblog.Notifications;

/// <summary>What apps call the kinds that they know. They know no emoji.</summary>
/// <remarks>Source: Mastodon API documentation, entity Notification.</remarks>
public static class NotificationNames
{
    public static IReadOnlyDictionary<string, NotificationKind> Known { get; } = new Dictionary<string, NotificationKind>(StringComparer.Ordinal)
    {
        ["mention"] = NotificationKind.Mention,
        ["status"] = NotificationKind.Notice,
        ["reblog"] = NotificationKind.Repeat,
        ["favourite"] = NotificationKind.Like,
        ["follow"] = NotificationKind.Follow,
        ["follow_request"] = NotificationKind.FollowRequest,
        ["poll"] = NotificationKind.Poll,
        ["update"] = NotificationKind.Edit,
        ["quote"] = NotificationKind.Quote,
    };

    /// <summary>Null for a kind that apps do not know.</summary>
    public static string? Of(NotificationKind kind) => Known.Where(n => n.Value == kind).Select(n => n.Key).SingleOrDefault();
}
