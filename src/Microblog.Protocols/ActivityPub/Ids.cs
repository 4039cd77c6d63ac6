using System.Diagnostics.CodeAnalysis;

namespace Microblog.Protocols.ActivityPub;

/// <summary>
/// Identifiers: absolute http or https URIs with an ASCII host and no user info, whose canonical text is
/// <see cref="Uri.AbsoluteUri"/>. Whether plain http will do is the caller's decision.
/// </summary>
/// <remarks>
/// Compare them with <see cref="Same"/> or <see cref="Comparer"/> only: <see cref="Uri"/>'s own equality ignores the
/// fragment, and <c>…/users/a#follows/1</c> is not <c>…/users/a#follows/2</c>.
/// </remarks>
public static class Ids
{
    /// <summary>Compares canonical texts, fragment included.</summary>
    public static IEqualityComparer<Uri> Comparer { get; } = EqualityComparer<Uri>.Create(
        Same, id => string.GetHashCode(id.AbsoluteUri, StringComparison.Ordinal));

    public static bool Same(Uri? a, Uri? b) =>
        ReferenceEquals(a, b)
        || (a is not null && b is not null && string.Equals(a.AbsoluteUri, b.AbsoluteUri, StringComparison.Ordinal));

    /// <summary>Reads an identifier; its <see cref="Uri.OriginalString"/> is then the canonical text, too.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Uri? id)
    {
        id = null;
        if (text is null || text.Length > Limits.IdLength || !HasPlainAuthority(text) || !HasPlainCharacters(text))
            return false;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Port <= 0)
            return false;
        if (uri.HostNameType is not (UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6))
            return false;

        var canonical = uri.AbsoluteUri;
        if (canonical.Length > Limits.IdLength)
            return false;
        id = string.Equals(canonical, text, StringComparison.Ordinal) ? uri : new Uri(canonical);
        return true;
    }

    /// <summary>
    /// The authority is judged before <see cref="Uri"/> sees it, for that maps full-width letters, zero-width spaces
    /// and percent escapes to another host than the one a block list would be asked about.
    /// </summary>
    private static bool HasPlainAuthority(string text)
    {
        var start = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8
            : text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7
            : 0;
        if (start == 0)
            return false;
        var length = text.AsSpan(start).IndexOfAny('/', '?', '#');
        var authority = length < 0 ? text.AsSpan(start) : text.AsSpan(start, length);
        return authority.Length > 0
            && !authority.ContainsAnyExceptInRange('!', '~')
            && !authority.ContainsAny('%', '@');
    }

    private static bool HasPlainCharacters(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // EnumerateRunes answers U+FFFD for half a surrogate pair.
            if (rune.Value is '\\' or 0xFFFD or (>= 0x7F and <= 0xA0) or <= ' ')
                return false;
        }
        return true;
    }
}
