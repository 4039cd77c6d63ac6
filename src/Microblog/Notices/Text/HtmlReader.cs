namespace Microblog.Notices.Text;

/// <summary>Splits HTML into text and tags the way browsers do, from left to right, in linear time and without a tree.</summary>
/// <remarks>
/// Source: WHATWG HTML §13.2.5 (tokenization). Comments, declarations and tags that never end are passed over. Where this
/// and a browser might read something differently nothing is at stake: what is written comes from our own writer alone.
/// </remarks>
internal ref struct HtmlReader(ReadOnlySpan<char> html)
{
    private ReadOnlySpan<char> rest = html;
    private HtmlAttributes attributes;

    public HtmlTokenKind Kind { get; private set; }

    /// <summary>Of a text token, still encoded.</summary>
    public ReadOnlySpan<char> Text { get; private set; }

    /// <summary>Of a tag, as it was written.</summary>
    public ReadOnlySpan<char> Name { get; private set; }

    public readonly HtmlAttributes Attributes => attributes;

    /// <summary>The whole token as it was written.</summary>
    public ReadOnlySpan<char> Raw { get; private set; }

    /// <summary>Moves on to the next token.</summary>
    /// <returns>False at the end.</returns>
    public bool Read()
    {
        while (!rest.IsEmpty)
        {
            var before = rest;
            var isText = rest[0] != '<' || rest.Length == 1 || !IsMarkup(rest[1]);
            if (isText)
                ReadText();
            if (!isText && !ReadMarkup())
                continue;
            Raw = before[..^rest.Length];
            return true;
        }

        return false;
    }

    /// <summary>Passes over raw text, which only the end tag of its own element ends.</summary>
    public void SkipRawText(ReadOnlySpan<char> name)
    {
        while (rest.IndexOf("</") is var end and >= 0)
        {
            rest = rest[(end + 2)..];
            if (rest.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                && (rest.Length == name.Length || IsSpace(rest[name.Length]) || rest[name.Length] is '/' or '>'))
            {
                rest = rest[name.Length..];
                ReadAttributes();
                return;
            }
        }

        rest = [];
    }

    private static bool IsMarkup(char next) => char.IsAsciiLetter(next) || next is '/' or '!' or '?';

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\f' or '\r';

    private void ReadText()
    {
        var length = 1;
        while (length < rest.Length && (rest[length] != '<' || length + 1 == rest.Length || !IsMarkup(rest[length + 1])))
            length++;
        Kind = HtmlTokenKind.Text;
        Text = rest[..length];
        rest = rest[length..];
    }

    private bool ReadMarkup()
    {
        var isEnd = rest[1] == '/';
        if (char.IsAsciiLetter(rest[1]) || (isEnd && rest.Length > 2 && char.IsAsciiLetter(rest[2])))
        {
            Kind = isEnd ? HtmlTokenKind.EndTag : HtmlTokenKind.StartTag;
            rest = rest[(isEnd ? 2 : 1)..];
            return ReadTag();
        }

        if (rest.StartsWith("<!--"))
            SkipComment();
        else
            SkipPast('>');
        return false;
    }

    private bool ReadTag()
    {
        var length = 1;
        while (length < rest.Length && !IsSpace(rest[length]) && rest[length] is not ('/' or '>'))
            length++;
        Name = rest[..length];
        rest = rest[length..];
        return ReadAttributes();
    }

    /// <summary>Reads up to the end of the tag.</summary>
    /// <returns>False when the tag never ends; then everything has been passed over.</returns>
    private bool ReadAttributes()
    {
        attributes = default;
        while (true)
        {
            while (!rest.IsEmpty && (IsSpace(rest[0]) || rest[0] == '/'))
                rest = rest[1..];
            if (rest.IsEmpty)
                return false;
            if (rest[0] == '>')
            {
                rest = rest[1..];
                return true;
            }

            ReadAttribute();
        }
    }

    private void ReadAttribute()
    {
        // An equals sign in the first place is part of the name.
        var length = 1;
        while (length < rest.Length && !IsSpace(rest[length]) && rest[length] is not ('/' or '>' or '='))
            length++;
        var name = rest[..length];
        rest = rest[length..];
        SkipSpace();
        if (rest.IsEmpty || rest[0] != '=')
            return;
        rest = rest[1..];
        SkipSpace();
        Keep(name, ReadValue());
    }

    private ReadOnlySpan<char> ReadValue()
    {
        if (rest.IsEmpty)
            return [];
        int end;
        ReadOnlySpan<char> value;
        if (rest[0] is '"' or '\'')
        {
            end = rest[1..].IndexOf(rest[0]) + 1;
            value = end > 0 ? rest[1..end] : [];
            rest = end > 0 ? rest[(end + 1)..] : [];
            return value;
        }

        end = 0;
        while (end < rest.Length && !IsSpace(rest[end]) && rest[end] != '>')
            end++;
        value = rest[..end];
        rest = rest[end..];
        return value;
    }

    private void Keep(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (name.Length > 5)
            return;
        Span<char> lower = stackalloc char[5];
        switch (lower[..name.ToLowerInvariant(lower)])
        {
            case "href" when attributes.Href.IsEmpty: attributes.Href = value; break;
            case "class" when attributes.Class.IsEmpty: attributes.Class = value; break;
            case "rel" when attributes.Rel.IsEmpty: attributes.Rel = value; break;
            case "lang" when attributes.Lang.IsEmpty: attributes.Lang = value; break;
            case "start" when attributes.Start.IsEmpty: attributes.Start = value; break;
            case "value" when attributes.Value.IsEmpty: attributes.Value = value; break;
        }
    }

    private void SkipSpace()
    {
        while (!rest.IsEmpty && IsSpace(rest[0]))
            rest = rest[1..];
    }

    private void SkipPast(char mark) => rest = rest.IndexOf(mark) is var end and >= 0 ? rest[(end + 1)..] : [];

    private void SkipComment()
    {
        rest = rest[4..];
        // "<!-->" and "<!--->" are whole comments.
        if (rest.StartsWith(">") || rest.StartsWith("->"))
        {
            SkipPast('>');
            return;
        }

        while (rest.IndexOf("--") is var dashes and >= 0)
        {
            rest = rest[(dashes + 1)..];
            if (rest.StartsWith("->") || rest.StartsWith("-!>"))
            {
                SkipPast('>');
                return;
            }
        }

        rest = [];
    }
}
