using Microblog.Actors;
using Microblog.Notices.Text;
using Microblog.Web;

namespace Microblog.About;

/// <summary>What the operator says of this server, as it is shown: plain text of the settings, with its addresses as links.</summary>
public sealed class ServerTexts(MicroblogSettings settings, LocalUris uris)
{
    public CleanHtml About => ToHtml(settings.Instance.About);

    public CleanHtml PrivacyPolicy => ToHtml(settings.Instance.PrivacyPolicy);

    public CleanHtml Terms => ToHtml(settings.Instance.Terms);

    public IReadOnlyList<string> Rules => settings.Instance.Rules;

    /// <summary>An e-mail address; empty for none.</summary>
    public string Contact => settings.Instance.Contact;

    /// <summary>BCP 47 tags, at least one.</summary>
    public IReadOnlyList<string> Languages => settings.Instance.Languages is { Count: > 0 } said ? said : [settings.Instance.FirstLanguage()];

    private CleanHtml ToHtml(string text) =>
        string.IsNullOrWhiteSpace(text) ? default : NoticeText.ToHtml(NoticeText.Parse(text.ReplaceLineEndings("\n").Trim()), _ => null, uris.TagBase);
}
