using System.Text.Json.Serialization;
using Microblog.Notifications;

namespace Microblog.ClientApi;

/// <summary>Something that somebody is told of, as client apps read it.</summary>
/// <remarks>Source: Mastodon API documentation, entity Notification.</remarks>
/// <param name="Status">Left out where the kind speaks of none.</param>
public sealed record NotificationEntity(
    string Id, string Type, string CreatedAt, string GroupKey, Account Account,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Status? Status)
{
    /// <summary>The kinds that client apps know, by what they call them. They know no emoji.</summary>
    public static IReadOnlyDictionary<string, NotificationKind> Types { get; } = new Dictionary<string, NotificationKind>(StringComparer.Ordinal)
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

    /// <summary>What client apps call it.</summary>
    public static string TypeOf(NotificationKind kind) => Types.Single(t => t.Value == kind).Key;
}
