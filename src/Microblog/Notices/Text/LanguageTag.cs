namespace Microblog.Notices.Text;

/// <summary>What a notice's language is called.</summary>
public static class LanguageTag
{
    private const int MaxLength = 35;

    /// <summary>Whether that could be one. BCP 47, simply: anything else is as good as none.</summary>
    public static bool IsTag(string? tag) =>
        tag is { Length: >= 2 and <= MaxLength }
        && tag.Split('-').All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit))
        && char.IsAsciiLetter(tag[0]) && char.IsAsciiLetter(tag[1]);
}
