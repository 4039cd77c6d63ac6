namespace Microblog.Notices.Text;

/// <summary>Whom a mention means.</summary>
/// <param name="Href">Their page.</param>
/// <param name="Shown">What stands after the at sign, such as <c>alice</c>.</param>
public sealed record MentionTarget(string Href, string Shown);
