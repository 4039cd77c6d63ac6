using System.Text.Json;

namespace Microblog.Protocols.ActivityPub;

/// <summary>The tags of a note, an actor or an activity.</summary>
internal sealed class TagList(JsonElement owner)
{
    private const int LongestShortcode = 128;

    private readonly List<JsonElement> tags = [.. owner.Values("tag").Take(Limits.Tags).Where(t => t.IsObject)];

    public List<MentionTag> Mentions() =>
        [.. Of("Mention").Select(ReadMention).OfType<MentionTag>().Take(Limits.Mentions)];

    public List<HashTag> Hashtags() => [.. Of("Hashtag").Select(ReadHashtag).OfType<HashTag>().Take(Limits.Hashtags)];

    /// <summary>Each shortcode once.</summary>
    public List<EmojiTag> Emojis() =>
    [
        .. Of("Emoji").Select(ReadEmoji).OfType<EmojiTag>()
            .DistinctBy(e => e.Name, StringComparer.Ordinal).Take(Limits.Emojis),
    ];

    public IEnumerable<JsonElement> Of(string type) =>
        tags.Where(t => string.Equals(t.TypeAmong(type), type, StringComparison.Ordinal));

    /// <summary>Without colons; null if it cannot be a shortcode.</summary>
    public static string? Shortcode(string? text)
    {
        var name = text?.Trim(':');
        return name is { Length: > 0 and <= LongestShortcode }
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+' or '.')
                ? name
                : null;
    }

    private static MentionTag? ReadMention(JsonElement tag) =>
        tag.Link("href") is { } href ? new MentionTag(href, tag.Text("name", Limits.NameBytes)) : null;

    private static HashTag? ReadHashtag(JsonElement tag)
    {
        var name = tag.Text("name", Limits.NameBytes)?.TrimStart('#');
        return string.IsNullOrWhiteSpace(name) ? null : new HashTag(name, tag.Link("href"));
    }

    private static EmojiTag? ReadEmoji(JsonElement tag) =>
        Shortcode(tag.Text("name")) is { } name && Picture.Of(tag, "icon") is { } icon
            ? new EmojiTag(name, icon.Url, tag.Id, tag.Time("updated")) { MediaType = icon.MediaType }
            : null;
}
