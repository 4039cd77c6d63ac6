using System.Text;

namespace Microblog.Wikis;

/// <summary>One configured wiki: where it is, how people sign in with it, and how often it is asked.</summary>
/// <remarks>Bound from <c>Microblog:Wikis[]</c>; <see cref="Problems"/> says what is wrong with it.</remarks>
public sealed class WikiSettings
{
    // Left alone in titles by MediaWiki's own links, besides letters and digits.
    private const string PlainInTitles = "-._~;@$!*(),/:";

    /// <summary>Short name in the database and in <c>Administrators</c>; lower-case letters, digits, hyphens. Never change it.</summary>
    public required string Id { get; init; }

    /// <summary>What people call the wiki.</summary>
    public required string Name { get; init; }

    /// <summary>Address of the action API, ending in <c>api.php</c>.</summary>
    public required Uri ApiUrl { get; init; }

    /// <summary>Address of the REST API, ending in <c>rest.php</c>; the OAuth endpoints lie below it. Needed for OAuth only.</summary>
    public Uri? RestUrl { get; init; }

    /// <summary>Address of a page, with <c>$1</c> where the title goes; null: <c>index.php?title=$1</c> beside the API.</summary>
    public string? PageUrl { get; init; }

    /// <summary>How a person proves to have an account there.</summary>
    public WikiSignIn SignIn { get; init; } = WikiSignIn.OAuth;

    /// <summary>The client's key, as the wiki gave it at registration.</summary>
    public string? ClientId { get; init; }

    /// <summary>The client's secret; we are a confidential client.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The wiki's right that lets an account post here, e.g. <c>autoconfirmed</c> or <c>extendedconfirmed</c>.</summary>
    public string RequiredRight { get; init; } = "autoconfirmed";

    /// <summary>Wiki group → role here, e.g. <c>sysop</c> → <c>moderator</c>.</summary>
    public IDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A standing older than this is asked for again before its owner posts.</summary>
    public TimeSpan RecheckAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How often the logs of blocks, rights and renames are read.</summary>
    public TimeSpan LogPollEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often everybody active is asked about, fifty at a time.</summary>
    public TimeSpan SweepEvery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>While the wiki does not answer, its last answer counts this long; then posting pauses.</summary>
    public TimeSpan TrustLastAnswerFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The address of a page by its title, e.g. <c>User:Alice Editor</c>.</summary>
    public Uri PageAddress(string title)
    {
        var pattern = PageUrl ?? new Uri(ApiUrl, "index.php?title=$1").AbsoluteUri;
        return new Uri(pattern.Replace("$1", Escape(title), StringComparison.Ordinal));
    }

    /// <summary>What is wrong with these settings, each a sentence naming the setting; empty when they can be used.</summary>
    public IEnumerable<string> Problems()
    {
        if (string.IsNullOrEmpty(Id) || !Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            yield return $"Wikis: Id '{Id}' must be lower-case letters, digits and hyphens.";
        if (string.IsNullOrWhiteSpace(Name))
            yield return $"Wikis: '{Id}' needs a Name.";
        if (!IsHttp(ApiUrl))
            yield return $"Wikis: '{Id}' needs ApiUrl, the http(s) address of the wiki's api.php.";
        if (string.IsNullOrWhiteSpace(RequiredRight))
            yield return $"Wikis: '{Id}' needs a RequiredRight.";
        if (PageUrl is not null && (!PageUrl.Contains("$1", StringComparison.Ordinal)
                                    || !Uri.TryCreate(PageUrl, UriKind.Absolute, out var page) || !IsHttp(page)))
            yield return $"Wikis: '{Id}' has a PageUrl that is no http(s) address with $1 in it.";
        if (new[] { RecheckAfter, LogPollEvery, SweepEvery, TrustLastAnswerFor }.Any(time => time <= TimeSpan.Zero))
            yield return $"Wikis: '{Id}': RecheckAfter, LogPollEvery, SweepEvery and TrustLastAnswerFor must be longer than nothing.";
        if (SignIn == WikiSignIn.OAuth && !IsHttp(RestUrl))
            yield return $"Wikis: '{Id}' needs RestUrl, the http(s) address of the wiki's rest.php, to sign in with OAuth.";
        if (SignIn == WikiSignIn.OAuth && (string.IsNullOrEmpty(ClientId) || string.IsNullOrEmpty(ClientSecret)))
            yield return $"Wikis: '{Id}' needs ClientId and ClientSecret to sign in with OAuth.";
    }

    private static bool IsHttp(Uri? address) => address is { IsAbsoluteUri: true, Scheme: "http" or "https" };

    private static string Escape(string title)
    {
        var escaped = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(title.Replace(' ', '_')))
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || PlainInTitles.Contains(c, StringComparison.Ordinal))
                escaped.Append(c);
            else
                escaped.Append('%').Append(Convert.ToHexString([b]));
        }

        return escaped.ToString();
    }
}
