using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Microblog.Protocols.Signatures;

/// <summary>
/// Reads as much of structured fields as signatures and digests are written in: dictionaries of byte sequences and of
/// lists of texts with parameters. Texts have no escapes.
/// </summary>
/// <remarks>Source: RFC 8941, §3 and §4.2.</remarks>
internal ref struct FieldReader(ReadOnlySpan<char> text)
{
    private const int MostDigits = 15;

    private ReadOnlySpan<char> rest = text.Trim(' ');

    public readonly bool IsAtEnd => rest.IsEmpty;

    /// <summary>Goes over a comma and the white space around it, if something follows; else it stays.</summary>
    public bool TryNextMember()
    {
        var next = rest.TrimStart(" \t");
        if (next.IsEmpty || next[0] != ',')
            return false;
        next = next[1..].TrimStart(" \t");
        if (next.IsEmpty)
            return false;
        rest = next;
        return true;
    }

    public bool TryTake(char c)
    {
        if (rest.IsEmpty || rest[0] != c)
            return false;
        rest = rest[1..];
        return true;
    }

    /// <summary>Says whether there was any.</summary>
    public bool SkipSpaces()
    {
        var before = rest.Length;
        rest = rest.TrimStart(' ');
        return rest.Length < before;
    }

    /// <summary>A key of a dictionary or a parameter's name.</summary>
    public bool TryKey([NotNullWhen(true)] out string? key)
    {
        var end = 0;
        while (end < rest.Length && IsOfKey(rest[end], isFirst: end == 0))
            end++;
        key = end > 0 ? Cut(end).ToString() : null;
        return key is not null;
    }

    /// <summary>In its shortest spelling, not negative.</summary>
    public bool TryNumber(out long number)
    {
        number = 0;
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        end = end < 0 ? rest.Length : end;
        return end is > 0 and <= MostDigits
            && (rest[0] != '0' || end == 1)
            && long.TryParse(Cut(end), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Printable ASCII in quotes, without quotes and backslashes in it.</summary>
    public bool TryText([NotNullWhen(true)] out string? text)
    {
        text = null;
        if (!TryTake('"'))
            return false;
        var end = rest.IndexOf('"');
        if (end < 0)
            return false;
        var inside = Cut(end);
        rest = rest[1..];
        if (inside.ContainsAnyExceptInRange(' ', '~') || inside.Contains('\\'))
            return false;
        text = inside.ToString();
        return true;
    }

    /// <summary>Base64 between colons.</summary>
    public bool TryBytes(int longest, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (!TryTake(':'))
            return false;
        var end = rest.IndexOf(':');
        if (end < 0)
            return false;
        bytes = CanonicalBase64.Decode(Cut(end), longest);
        rest = rest[1..];
        return bytes is not null;
    }

    private static bool IsOfKey(char c, bool isFirst) =>
        char.IsAsciiLetterLower(c) || c == '*' || (!isFirst && (char.IsAsciiDigit(c) || c is '_' or '-' or '.'));

    private ReadOnlySpan<char> Cut(int length)
    {
        var cut = rest[..length];
        rest = rest[length..];
        return cut;
    }
}
