using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Microblog.Web;

/// <summary>Writes an instant for people and programs: <c>&lt;time at="@notice.PublishedAt"&gt;&lt;/time&gt;</c>.</summary>
/// <remarks>With <c>data-day</c> only the day is shown. Without script everybody reads UTC; the script tells it in the reader's own time.</remarks>
[HtmlTargetElement("time", Attributes = "at")]
public sealed class TimeTagHelper : TagHelper
{
    public DateTimeOffset At { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var utc = At.UtcDateTime;
        var words = utc.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.CurrentCulture);
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("title", words);
        output.Content.SetContent(context.AllAttributes.ContainsName("data-day") ? utc.ToString("d MMMM yyyy", CultureInfo.CurrentCulture) : words);
    }
}
