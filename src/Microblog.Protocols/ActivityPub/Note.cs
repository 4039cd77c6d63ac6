namespace Microblog.Protocols.ActivityPub;

/// <summary>A notice, as ActivityPub says it.</summary>
/// <param name="Content">HTML as it was sent: clean it before anybody sees it.</param>
/// <param name="Url">The page to read it on; null unless that is on the host of <paramref name="Id"/>.</param>
/// <param name="Summary">The content warning, as it was sent; never empty.</param>
/// <param name="Language">A language tag, such as <c>en</c> or <c>pt-BR</c>.</param>
/// <param name="To">Where it is addressed to the public, that is always <see cref="Addressing.Public"/>.</param>
/// <param name="Context">The thread, where the author's server names it by an http address.</param>
public sealed record Note(
    Uri Id,
    Uri AttributedTo,
    string Content,
    DateTimeOffset? Published,
    Uri? Url,
    Uri? InReplyTo,
    string? Summary,
    bool Sensitive,
    string? Language,
    IReadOnlyList<Uri> To,
    IReadOnlyList<Uri> Cc,
    IReadOnlyList<MentionTag> Mentions,
    IReadOnlyList<HashTag> Hashtags,
    DateTimeOffset? Updated = null,
    Uri? Context = null);

/// <summary>Somebody who is named in a note.</summary>
/// <param name="Href">The id of the actor mentioned.</param>
/// <param name="Name">Such as <c>@alice@example.org</c>.</param>
public sealed record MentionTag(Uri Href, string? Name);

/// <summary>A word under which a note is found.</summary>
/// <param name="Name">Without the leading <c>#</c>, in the author's spelling.</param>
/// <param name="Href">A page with more of the kind, on whatever server.</param>
public sealed record HashTag(string Name, Uri? Href);
