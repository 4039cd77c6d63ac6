namespace Microblog.Notices.Text;

/// <summary>What becomes of an element of foreign HTML.</summary>
internal enum ElementRole
{
    /// <summary>The tag goes, its content stays.</summary>
    Unknown,
    Inline,
    Link,
    Break,
    Paragraph,
    Heading,
    Preformatted,
    Quote,
    List,
    Item,

    /// <summary>Goes with everything inside, up to its end tag.</summary>
    Dropped,

    /// <summary>As <see cref="Dropped"/>; and what is inside is not markup, so that only its own end tag ends it.</summary>
    DroppedRawText,
}
