using Microblog.Web;

namespace Microblog.SignIn;

/// <summary>The cookies of signing in. Where the server is reached by https they are locked to it by the prefix <c>__Host-</c>.</summary>
/// <remarks>Source: RFC 6265bis §4.1.3.2. Over plain http a browser accepts neither the prefix nor <c>Secure</c>.
/// §8.5 there: cookies are shared by all ports of a host, so a port of our own is part of the name, lest two servers sign each other out.</remarks>
public sealed class SignInCookies(MicroblogSettings settings)
{
    private readonly bool isHttps = settings.BaseUrl.Scheme == Uri.UriSchemeHttps;
    private readonly string port = settings.BaseUrl.IsDefaultPort ? "" : $"-{settings.BaseUrl.Port}";

    /// <summary>Holds the secret of a <see cref="Session"/>.</summary>
    public string Session => Named("session");

    /// <summary>Holds a <see cref="SignInAttempt"/>, from leaving for the wiki to coming back.</summary>
    public string Attempt => Named("sign-in");

    /// <summary>Holds one half of what proves that a form of ours was sent by the person who saw it.</summary>
    public string Form => Named("form");

    public bool IsSecure => isHttps;

    public void Set(HttpResponse response, string name, string value, TimeSpan lifetime) =>
        response.Cookies.Append(name, value, Options(lifetime));

    public void Delete(HttpResponse response, string name) => response.Cookies.Delete(name, Options(lifetime: null));

    private string Named(string name) => (isHttps ? "__Host-" + name : name) + port;

    private CookieOptions Options(TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = lifetime,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = isHttps,
    };
}
