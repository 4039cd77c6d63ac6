using Microblog.Wikis;

namespace Microblog.DemoWiki;

/// <summary>The demo wiki as a configured wiki.</summary>
public static class DemoWikiSettings
{
    /// <summary>Its <see cref="WikiSettings.Id"/>.</summary>
    public const string Id = "demo";

    /// <summary>Where everything of it lies, without a slash at the end.</summary>
    public const string Path = "/demo-wiki";

    /// <summary>Added to the authorize address, it names an account to log in and accept with at once, by redirects only.</summary>
    public const string SignInAs = "demo_user";

    internal const string Name = "Demo Wiki";

    internal const string ClientId = "microblog-on-the-demo-wiki";

    internal const string ClientSecret = "not-a-secret-as-this-wiki-is-not-real";

    /// <summary>The settings under which a server finds the demo wiki that it offers itself.</summary>
    /// <param name="baseUrl">The address of the server that offers it; only scheme, host and port count.</param>
    public static WikiSettings For(Uri baseUrl) => new()
    {
        Id = Id,
        Name = Name,
        ApiUrl = new Uri(baseUrl, Path + "/api.php"),
        RestUrl = new Uri(baseUrl, Path + "/rest.php"),
        PageUrl = new Uri(baseUrl, Path + "/wiki/$1").AbsoluteUri,
        ClientId = ClientId,
        ClientSecret = ClientSecret,
        Roles = new Dictionary<string, string>(StringComparer.Ordinal) { ["sysop"] = "moderator" },
    };
}
