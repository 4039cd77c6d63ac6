namespace Microblog.Protocols.ActivityPub;

/// <summary>The actor likes a note, or answers it with an emoji.</summary>
/// <param name="Object">The id of the note.</param>
/// <param name="Reaction">Null for a plain like.</param>
/// <remarks>
/// COMPAT(Misskey): a Like with <c>content</c> or <c>_misskey_reaction</c>. COMPAT(Pleroma): EmojiReact is the same.
/// </remarks>
public sealed record Like(Uri Id, Uri Actor, Uri Object, EmojiReaction? Reaction = null) : Activity(Id, Actor);

/// <summary>An emoji given to a note.</summary>
/// <param name="Text">A short text that is meant to be one emoji, or a <c>:shortcode:</c>.</param>
/// <param name="Emoji">The picture of the shortcode; null where the text is no shortcode, or none was sent.</param>
public sealed record EmojiReaction(string Text, EmojiTag? Emoji);
