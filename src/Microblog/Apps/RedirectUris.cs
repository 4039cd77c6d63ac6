namespace Microblog.Apps;

/// <summary>Where a program may have people sent back to.</summary>
public static class RedirectUris
{
    /// <summary>Stands for a page that shows the code, to be copied by hand.</summary>
    public const string OutOfBand = "urn:ietf:wg:oauth:2.0:oob";

    /// <summary>Longest address.</summary>
    public const int Longest = 2000;

    /// <summary>Most addresses of one program.</summary>
    public const int Most = 20;

    // What a browser would run, or show as if it came from here.
    private static readonly string[] Refused = ["javascript", "data", "vbscript", "blob", "file", "about", "filesystem", "view-source", "ws", "wss"];

    /// <summary>Whether people may be sent there: the program's own scheme, or http and https, without anything hidden.</summary>
    public static bool IsFine(string uri) =>
        uri == OutOfBand
        || (uri.Length <= Longest
            && uri.All(c => c is > ' ' and < '\x7f' and not '\\')
            && !uri.Contains('#', StringComparison.Ordinal)
            && Uri.TryCreate(uri, UriKind.Absolute, out var address)
            && address.UserInfo.Length == 0
            && !Refused.Contains(address.Scheme, StringComparer.OrdinalIgnoreCase)
            && (!IsWeb(address) || address.Host.Length > 0)
            && uri.StartsWith(address.Scheme + ":", StringComparison.Ordinal));

    /// <summary>What a content security policy calls the place (CSP3 §2.3.1); null for none.</summary>
    public static string? SourceOf(string uri) =>
        uri == OutOfBand ? null : Uri.TryCreate(uri, UriKind.Absolute, out var address) && IsWeb(address) ? address.GetLeftPart(UriPartial.Authority) : address?.Scheme + ":";

    /// <summary>How a person knows the place: its host, or the program's own scheme; null for the page with the code.</summary>
    public static string? PlaceOf(string uri) =>
        uri == OutOfBand ? null : Uri.TryCreate(uri, UriKind.Absolute, out var address) && IsWeb(address) ? address.IdnHost : address?.Scheme + ":";

    private static bool IsWeb(Uri address) => address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps;
}
