namespace Microblog.Notices.Text;

internal enum HtmlTokenKind
{
    Text,
    StartTag,
    EndTag,
}
