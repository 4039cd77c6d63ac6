using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Microblog.Web;

/// <summary>HTML that our own writer made: the only kind that a view may show without encoding it.</summary>
/// <remarks>A house test keeps the ways to make one to the cleaner, the notice writer and the database column.</remarks>
public readonly record struct CleanHtml : IHtmlContent
{
    private readonly string? value;

    private CleanHtml(string value) => this.value = value;

    public string Value => value ?? "";

    public bool IsEmpty => string.IsNullOrEmpty(value);

    /// <summary>Reads back what was stored from another <see cref="CleanHtml"/>; for the database model only.</summary>
    public static CleanHtml FromColumn(string stored) => new(stored);

    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(value);

    public override string ToString() => Value;

    /// <summary>Takes over what our writer has just written; for <c>Notices/Text</c> only.</summary>
    internal static CleanHtml FromWriter(string written) => new(written);
}
