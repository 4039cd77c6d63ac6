using System.Globalization;
using System.Text.Encodings.Web;
using Microblog.Timelines;

namespace Microblog.ClientApi;

/// <summary>Writes a notice as other sites may show it.</summary>
internal static class OEmbedHtml
{
    /// <summary>A quotation; behind a content warning only the warning is told.</summary>
    public static string Of(NoticeView notice, Uri page)
    {
        var encode = HtmlEncoder.Default;
        var said = notice.Summary is { Length: > 0 } warning ? $"<p>{encode.Encode(warning)}</p>" : notice.Html.Value;
        var day = notice.PublishedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"<blockquote cite=\"{encode.Encode(page.AbsoluteUri)}\">{said}<footer>{encode.Encode(notice.Author.Shown)} (@{encode.Encode(notice.Author.Address)}), "
            + $"<a href=\"{encode.Encode(page.AbsoluteUri)}\"><time datetime=\"{day}\">{day}</time></a></footer></blockquote>";
    }
}
