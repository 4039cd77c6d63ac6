namespace Microblog.Notices.Text;

/// <summary>A piece of a local author's text. All the pieces together, in order, are the text.</summary>
/// <param name="Text">As it was written.</param>
public abstract record TextSegment(string Text);

/// <summary>Words without a meaning of their own. Lines end in <c>\n</c>.</summary>
public sealed record PlainSegment(string Text) : TextSegment(Text);

/// <summary>An http or https address.</summary>
/// <param name="Href">The address with its host in ASCII, for the link.</param>
/// <param name="HostEnd">How many characters of <paramref name="Href"/> are scheme, host and port.</param>
public sealed record LinkSegment(string Text, string Href, int HostEnd) : TextSegment(Text);

/// <summary><c>@name</c>, <c>@name@host</c> or <c>@name@host:port</c>.</summary>
/// <param name="Name">As it was written, without the at sign.</param>
/// <param name="Host">Lower case, in ASCII, with the port unless it is 443; null when none was written.</param>
public sealed record MentionSegment(string Text, string Name, string? Host) : TextSegment(Text);

/// <summary><c>#tag</c>.</summary>
/// <param name="Name">As it was written, without the number sign.</param>
/// <param name="Key">What all spellings of the tag share; see <see cref="Hashtag.KeyOf"/>.</param>
public sealed record HashtagSegment(string Text, string Name, string Key) : TextSegment(Text);
