using System.Text.Json.Serialization;
using Microblog.Emojis;

namespace Microblog.ClientApi;

/// <summary>An announcement as client apps read it.</summary>
/// <param name="Content">HTML.</param>
/// <param name="Read">The viewer has read it; null where it is written for many.</param>
/// <param name="Mentions">None: nobody is told because an announcement names them.</param>
/// <param name="Statuses">None: what it links to is not looked up.</param>
/// <remarks>Source: Mastodon API documentation, entity Announcement.</remarks>
public sealed record AnnouncementEntity(
    string Id,
    string Content,
    string? StartsAt,
    string? EndsAt,
    bool AllDay,
    string PublishedAt,
    string UpdatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Read,
    IReadOnlyList<StatusMention> Mentions,
    IReadOnlyList<Status> Statuses,
    IReadOnlyList<StatusTag> Tags,
    IReadOnlyList<StatusEmoji> Emojis,
    IReadOnlyList<AnnouncementReactionEntity> Reactions);

/// <summary>An emoji that an announcement was given.</summary>
/// <param name="Name">A character, or a shortcode without colons.</param>
/// <param name="Me">The viewer gave it, too; null where it is written for many.</param>
/// <param name="Url">Of the picture, where it is one.</param>
/// <remarks>Source: Mastodon API documentation, entity Reaction.</remarks>
public sealed record AnnouncementReactionEntity(
    string Name,
    long Count,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Me,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Url,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? StaticUrl)
{
    /// <summary>Which announcement it is about, where that does not stand around it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AnnouncementId { get; init; }

    internal static AnnouncementReactionEntity Of(string emoji, long count, bool? me, EmojiSet emojis, Uri server)
    {
        var picture = emojis.In("", [emoji]) is [var found, ..] ? StatusEmoji.Of(found, server) : null;
        return new(emoji.Trim(':'), count, me, picture?.Url, picture?.StaticUrl);
    }
}
