using System.Text.Json.Serialization;

namespace Microblog.ClientApi;

/// <summary>Notifications, put together where many say one thing, with whom and what they speak of, each once.</summary>
/// <remarks>Source: Mastodon API documentation, entity GroupedNotificationsResults.</remarks>
public sealed record NotificationGroups(
    IReadOnlyList<Account> Accounts, IReadOnlyList<Status> Statuses, [property: JsonPropertyName("notification_groups")] IReadOnlyList<NotificationGroup> Groups);
