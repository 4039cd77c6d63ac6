namespace Microblog.Notices.Text;

/// <summary>Reads an http or https address out of running text.</summary>
internal static class LinkScanner
{
    private const int MaxLength = 2048;

    /// <summary>Reads one address.</summary>
    /// <param name="at">On the first letter; moved behind what was read, whether it was an address or not.</param>
    public static LinkSegment? Read(string text, ref int at)
    {
        var rest = text.AsSpan(at);
        if (!rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            && !rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return null;
        var length = 0;
        while (length < rest.Length && IsAddressLetter(rest[length]))
            length++;
        var address = TrimSentence(rest[..length]).ToString();
        if (HrefOf(address) is not var (href, hostEnd))
        {
            // Nothing in here is looked at again: "http://[http://[…" would cost the square of its length.
            at += length;
            return null;
        }

        at += address.Length;
        return new LinkSegment(address, href, hostEnd);
    }

    private static (string Href, int HostEnd)? HrefOf(string address)
    {
        if (address.Length > MaxLength || !Uri.TryCreate(address, UriKind.Absolute, out var uri))
            return null;
        // "https://bank.example@evil.example" would show a host that is not the one.
        if (uri.UserInfo.Length > 0 || uri.HostNameType is UriHostNameType.Unknown or UriHostNameType.Basic)
            return null;
        var host = uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost.ToLowerInvariant();
        var start = $"{uri.Scheme}://{host}{(uri.IsDefaultPort ? "" : $":{uri.Port}")}";
        return (start + uri.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped), start.Length);
    }

    /// <summary>Takes off the punctuation of the sentence around it, and brackets that were not opened inside.</summary>
    private static ReadOnlySpan<char> TrimSentence(ReadOnlySpan<char> address)
    {
        var round = address.Count(')') - address.Count('(');
        var square = address.Count(']') - address.Count('[');
        while (!address.IsEmpty)
        {
            var last = address[^1];
            var isTrimmed = last switch
            {
                ')' => round-- > 0,
                ']' => square-- > 0,
                '.' or ',' or ';' or ':' or '!' or '?' or '\'' or '*' or '_' or '~' or '…' or '’' or '”' or '»' => true,
                _ => false,
            };
            if (!isTrimmed)
                break;
            address = address[..^1];
        }

        return address;
    }

    // Format characters (category Cf) turn the reading direction round or cannot be seen: no part of an address.
    private static bool IsAddressLetter(char c) =>
        !(char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c is '<' or '>' or '"' or '`' or '{' or '}' or '|' or '\\' or '^'
            || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format);
}
