using System.Text.Encodings.Web;
using Microblog.Web;

namespace Microblog.Accounts;

/// <summary>Finds the pages of people here on the wikis that they edit.</summary>
public sealed class WikiPages(MicroblogSettings settings)
{
    /// <summary>The user page of somebody; null when their wiki is no longer configured.</summary>
    public WikiUserPage? UserPage(WikiName name) =>
        settings.Wikis.FirstOrDefault(w => string.Equals(w.Id, name.WikiId, StringComparison.Ordinal)) is { } wiki
            ? new WikiUserPage(wiki.Name, name.UserName, wiki.PageAddress("User:" + name.UserName))
            : null;
}

/// <summary>What somebody is called on a wiki.</summary>
public sealed record WikiName(string WikiId, string UserName);

/// <summary>Somebody's page on a wiki.</summary>
public sealed record WikiUserPage(string WikiName, string UserName, Uri Address)
{
    /// <summary>A link to the page, for profiles as other programs show them.</summary>
    public string ToHtml()
    {
        var html = HtmlEncoder.Default;
        return $"<a href=\"{html.Encode(Address.AbsoluteUri)}\" rel=\"me nofollow noopener\">"
            + $"{html.Encode(UserName)} ({html.Encode(WikiName)})</a>";
    }
}
