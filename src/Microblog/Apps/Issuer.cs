using Microblog.Web;

namespace Microblog.Apps;

/// <summary>How this server is called as an OAuth 2 server (RFC 8414 §2).</summary>
internal static class Issuer
{
    public static string Of(MicroblogSettings settings) => settings.BaseUrl.AbsoluteUri.TrimEnd('/');
}
