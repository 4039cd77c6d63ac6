namespace Microblog.Notices.Text;

/// <summary>The attributes that some element may keep; the first of a name counts. Still encoded.</summary>
internal ref struct HtmlAttributes
{
    public ReadOnlySpan<char> Href;
    public ReadOnlySpan<char> Class;
    public ReadOnlySpan<char> Rel;
    public ReadOnlySpan<char> Lang;
    public ReadOnlySpan<char> Start;
    public ReadOnlySpan<char> Value;
}
