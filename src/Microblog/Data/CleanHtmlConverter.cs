using Microblog.Web;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Microblog.Data;

/// <summary>Stores HTML that our writer made, and believes it when it comes back.</summary>
internal sealed class CleanHtmlConverter() : ValueConverter<CleanHtml, string>(
    html => html.Value,
    stored => CleanHtml.FromColumn(stored));
