using System.Buffers;
using System.Globalization;

namespace Microblog.Notices.Text;

/// <summary>Reads <c>@name</c> and <c>@name@host[:port]</c>.</summary>
internal static class MentionScanner
{
    /// <summary>Longer names exist nowhere, and longer hosts not in DNS.</summary>
    private const int MaxName = 64;
    private const int MaxHost = 253;

    private static readonly SearchValues<char> NameLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    private static readonly IdnMapping Idn = new();

    /// <summary>Reads one mention.</summary>
    /// <param name="at">On the at sign; moved behind what was read, whether it was a mention or not.</param>
    public static MentionSegment? Read(string text, ref int at)
    {
        var start = at++;
        var rest = text.AsSpan(at);
        var run = rest.IndexOfAnyExcept(NameLetters) is var other and >= 0 ? rest[..other] : rest;
        var name = run.TrimEnd(".-");
        at += name.Length;
        if (name.Length is 0 or > MaxName || name[0] is '.' or '-')
            return null;

        // Trailing dots end a sentence, unless a host follows.
        var host = name.Length == run.Length ? ReadHost(text, ref at) : null;
        return new MentionSegment(text[start..at], name.ToString(), host);
    }

    private static string? ReadHost(string text, ref int at)
    {
        if (at >= text.Length || text[at] != '@')
            return null;
        var end = at + 1;
        while (end < text.Length && IsHostLetter(text[end]) && end - at <= MaxHost)
            end++;
        var host = text.AsSpan(at + 1, end - at - 1).TrimEnd(".-");
        if (Ascii(host) is not { } ascii)
            return null;
        at += 1 + host.Length;
        return ascii + ReadPort(text, ref at);
    }

    private static string ReadPort(string text, ref int at)
    {
        if (at >= text.Length || text[at] != ':')
            return "";
        var end = at + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]) && end - at <= 6)
            end++;
        if (!ushort.TryParse(text.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port == 0)
            return "";
        at = end;
        return port == 443 ? "" : string.Create(CultureInfo.InvariantCulture, $":{port}");
    }

    private static string? Ascii(ReadOnlySpan<char> host)
    {
        if (host.IsEmpty || host[0] is '.' or '-' || host.Contains("..", StringComparison.Ordinal))
            return null;
        if (System.Text.Ascii.IsValid(host))
            return host.ToString().ToLowerInvariant();
        try
        {
            return Idn.GetAscii(host.ToString()).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null; // No such name can exist.
        }
    }

    private static bool IsHostLetter(char c) => char.IsLetterOrDigit(c) || c is '.' or '-';
}
