using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Protocols.WebFinger;

/// <summary>How people name an actor: <c>name@host</c>.</summary>
/// <param name="Name">In the spelling given; servers do not tell upper from lower case.</param>
/// <param name="Host">As <see cref="Origin.HostOf"/> spells it, with a port where it is not 443.</param>
public sealed record Handle(string Name, string Host)
{
    private const int LongestName = 255;
    private const int LongestHost = 255;

    private static readonly SearchValues<char> NeverInHosts = SearchValues.Create("/?#@\\% \t\r\n");

    /// <summary>Reads <c>@name@host</c>, <c>name@host</c> or <c>acct:name@host</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Handle? handle)
    {
        handle = null;
        if (text is null)
            return false;
        var rest = text.StartsWith("acct:", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(5) : text.AsSpan();
        if (rest.StartsWith("@", StringComparison.Ordinal))
            rest = rest[1..];
        var at = rest.IndexOf('@');
        if (at <= 0 || !IsName(rest[..at]) || CanonicalHost(rest[(at + 1)..].ToString()) is not { } host)
            return false;
        handle = new Handle(rest[..at].ToString(), host);
        return true;
    }

    /// <summary>Whether that may stand before the @: ASCII letters, digits and _, inside also . and -.</summary>
    /// <remarks>COMPAT(Mastodon): its rule for names of other servers.</remarks>
    public static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > LongestName || !IsWord(name[0]) || !IsWord(name[^1]))
            return false;
        foreach (var c in name)
        {
            if (!IsWord(c) && c is not ('.' or '-'))
                return false;
        }
        return true;
    }

    public override string ToString() => $"{Name}@{Host}";

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static string? CanonicalHost(string host)
    {
        if (host.Length is 0 or > LongestHost || host[^1] == ':' || host.AsSpan().ContainsAny(NeverInHosts))
            return null;
        // A person may type an international name in its own script; from here on it is punycode.
        if (!Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var uri))
            return null;
        return Ids.TryParse($"https://{Origin.HostOf(uri)}/", out var canonical) ? Origin.HostOf(canonical) : null;
    }
}
