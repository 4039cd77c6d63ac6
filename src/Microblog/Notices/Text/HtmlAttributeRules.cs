using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace Microblog.Notices.Text;

/// <summary>Which attributes an element keeps, written anew.</summary>
internal static class HtmlAttributeRules
{
    private const int MaxAddress = 2048;

    /// <summary>What says in words that another notice is quoted, and is not needed where that is shown.</summary>
    private const string Quote = "quote-inline";

    // A backslash is a slash to browsers and not to others.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\\\"<>`^{|}");

    private static readonly SearchValues<char> ClassLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Writes what is kept, with a space in front of each.</summary>
    /// <returns>Null when the element is nothing without an attribute that it lacks: a link without an address.</returns>
    public static string? Write(HtmlElement element, HtmlAttributes attributes)
    {
        var written = new StringBuilder();
        if (element.Role == ElementRole.Link)
        {
            if (Address(attributes.Href) is not { } href)
                return null;
            written.Append(" href=\"").AppendText(href).Append('"');
        }

        if (element.Role == ElementRole.Link || element.Name is "span")
            Append(written, "class", Classes(attributes.Class));
        else if (element.Name is "p" && HasWord(attributes.Class, Quote))
            Append(written, "class", Quote);
        if (element.Role == ElementRole.Link)
            written.Append(" rel=\"").Append(HasWord(attributes.Rel, "tag") ? "tag " : "").Append(NoticeHtml.Rel)
                .Append("\" target=\"_blank\"");
        Append(written, "lang", Language(attributes.Lang));
        if (element.Name is "ol")
            Append(written, "start", Number(attributes.Start));
        if (element.Role == ElementRole.Item)
            Append(written, "value", Number(attributes.Value));
        return written.ToString();
    }

    private static void Append(StringBuilder written, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            written.Append(' ').Append(name).Append("=\"").AppendText(value).Append('"');
    }

    // Null unless every parser reads it as the same http or https address.
    private static string? Address(ReadOnlySpan<char> encoded)
    {
        var address = WebUtility.HtmlDecode(encoded.ToString()).Trim();
        if (address.Length is 0 or > MaxAddress || address.AsSpan().ContainsAny(Forbidden) || HasInvisible(address))
            return null;
        // Browsers read "https:host" and "https:/host" as absolute too; here it must be said in full.
        if (!address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            && !address.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return null;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
            && uri.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6
            ? address
            : null;
    }

    private static bool HasInvisible(string address)
    {
        foreach (var c in address)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c >= '\uFFFE'
                || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
                return true;
        }

        return false;
    }

    private static string? Classes(ReadOnlySpan<char> encoded)
    {
        if (encoded.IsEmpty)
            return null;
        var kept = new StringBuilder();
        foreach (var range in encoded.SplitAny(" \t\n\f\r"))
        {
            var name = encoded[range];
            if (IsKnownClass(name))
                kept.Append(kept.Length > 0 ? " " : "").Append(name);
        }

        return kept.ToString();
    }

    // Microformats of a person (h-card), their properties, and how Mastodon marks what it wrote.
    private static bool IsKnownClass(ReadOnlySpan<char> name) =>
        name is "h-card" or "mention" or "hashtag" or "ellipsis" or "invisible" or Quote
        || (name.Length is > 2 and <= 32 && (name.StartsWith("p-") || name.StartsWith("u-"))
            && !name[2..].ContainsAnyExcept(ClassLetters));

    private static bool HasWord(ReadOnlySpan<char> encoded, ReadOnlySpan<char> word)
    {
        foreach (var range in encoded.SplitAny(" \t\n\f\r"))
        {
            if (encoded[range].Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static string? Language(ReadOnlySpan<char> tag)
    {
        if (tag.Length is < 2 or > 35 || tag[^1] == '-')
            return null;
        foreach (var c in tag)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return null;
        }

        return tag.ToString();
    }

    private static string? Number(ReadOnlySpan<char> text) =>
        text.Length <= 9 && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : null;
}
