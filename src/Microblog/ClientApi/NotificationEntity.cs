using System.Text.Json.Serialization;

namespace Microblog.ClientApi;

/// <summary>Something that somebody is told of, as client apps read it.</summary>
/// <remarks>Source: Mastodon API documentation, entity Notification.</remarks>
/// <param name="Status">Left out where the kind speaks of none.</param>
public sealed record NotificationEntity(
    string Id, string Type, string CreatedAt, string GroupKey, Account Account,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Status? Status);
