using System.Net;

namespace Microblog.Search;

/// <summary>The pages that a notice leads to.</summary>
internal static class NoticeLinks
{
    /// <summary>Most that are looked at.</summary>
    private const int Most = 20;

    /// <summary>The addresses in links. Mentions and tags are links, too, and nobody who looks for links means them.</summary>
    /// <param name="html">Cleaned: attributes stand in double quotes.</param>
    public static IReadOnlyList<Uri> In(string html)
    {
        var found = new List<Uri>();
        for (var at = html.IndexOf("<a ", StringComparison.Ordinal); at >= 0 && found.Count < Most; at = html.IndexOf("<a ", at + 1, StringComparison.Ordinal))
        {
            var tag = html.AsSpan(at, Math.Max(0, html.IndexOf('>', at) - at));
            if (!tag.Contains("mention", StringComparison.Ordinal) && !tag.Contains("hashtag", StringComparison.Ordinal) && !tag.Contains("rel=\"tag", StringComparison.Ordinal)
                && Address(tag) is { } address)
                found.Add(address);
        }

        return found;
    }

    private static Uri? Address(ReadOnlySpan<char> tag)
    {
        const string before = "href=\"";
        var start = tag.IndexOf(before, StringComparison.Ordinal);
        if (start < 0)
            return null;
        var rest = tag[(start + before.Length)..];
        var end = rest.IndexOf('"');
        return end >= 0 && Uri.TryCreate(WebUtility.HtmlDecode(rest[..end].ToString()), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
    }
}
