using System.Text;

namespace Microblog.Outgoing;

/// <summary>What an address must look like before anything is looked up or connected.</summary>
internal static class TargetRules
{
    /// <summary>Longest address in octets; the limit for remote names and ids everywhere.</summary>
    private const int MaxLength = 2048;

    /// <summary>Lets only https through, and http where the settings say so.</summary>
    /// <exception cref="PeerUnreachableException">The address is refused.</exception>
    public static void Check(Uri target, bool allowHttp)
    {
        if (WhyRefused(target, allowHttp) is { } reason)
            throw new PeerUnreachableException(PeerFailure.Refused, $"We do not connect to {Shown(target)}: {reason}.");
    }

    /// <summary>Whether <see cref="Check"/> lets it through.</summary>
    public static bool Allow(Uri target, bool allowHttp) => WhyRefused(target, allowHttp) is null;

    // Uri keeps schemes in lower case.
    public static bool IsHttps(Uri target) => string.Equals(target.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal);

    public static bool IsHttp(Uri target) => string.Equals(target.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal);

    private static string? WhyRefused(Uri target, bool allowHttp)
    {
        // "/etc/passwd" and "//host/x" parse as absolute file addresses, so the scheme is always compared.
        if (!target.IsAbsoluteUri || !(IsHttps(target) || IsHttp(target)))
            return "its scheme is neither https nor http";
        if (IsHttp(target) && !allowHttp)
            return "plain http is not allowed here";
        if (target.UserInfo.Length > 0)
            return "it holds a user name";
        if (target.OriginalString.Length > MaxLength)
            return $"it is longer than {MaxLength} characters";
        return HasPlainHost(target) ? WhyPortRefused(target.Port) : "its host is not a plain ASCII name or address";
    }

    // Uri.Host keeps letters that IdnHost, where the request would go, folds away: a policy about one name must not meet two.
    private static bool HasPlainHost(Uri target) => target.HostNameType switch
    {
        UriHostNameType.IPv4 or UriHostNameType.IPv6 => true,
        UriHostNameType.Dns => Ascii.IsValid(target.Host)
            && string.Equals(target.Host, target.IdnHost, StringComparison.OrdinalIgnoreCase)
            && !target.Host.EndsWith('.'),
        _ => false,
    };

    // Below 1024 live mail, shells and directories that would take a crafted request for a command of theirs.
    // Above, peers do run HTTP behind odd ports, and the address has been judged public already.
    private static string? WhyPortRefused(int port) =>
        port is 80 or 443 or >= 1024 ? null : $"port {port} belongs to another service";

    private static string Shown(Uri target) =>
        target.IsAbsoluteUri ? $"{target.Scheme}://{target.Authority}" : "an address without a scheme";
}
