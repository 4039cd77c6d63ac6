namespace Microblog.Notices;

/// <summary>A tag a notice carries.</summary>
public sealed class NoticeTag
{
    /// <summary>What all spellings of the tag share; see <see cref="Text.Hashtag.KeyOf"/>.</summary>
    public required string Key { get; init; }

    public required long NoticeId { get; init; }
}
