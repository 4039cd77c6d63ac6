using Microblog.Notices;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>What a client app asks to post, as form or JSON.</summary>
public sealed record StatusDraft
{
    public string? Status { get; init; }
    public string? Visibility { get; init; }
    public bool? Sensitive { get; init; }
    public string? Language { get; init; }

    [FromForm(Name = "spoiler_text")]
    public string? SpoilerText { get; init; }

    [FromForm(Name = "in_reply_to_id")]
    public string? InReplyToId { get; init; }

    /// <summary>The draft.</summary>
    /// <exception cref="RefusalException">There is no such visibility, or what is replied to is no id.</exception>
    internal Draft ToDraft() => new(
        Status ?? "",
        ApiText.VisibilityOf(Visibility),
        string.IsNullOrEmpty(InReplyToId) ? null : ApiText.RequiredId(InReplyToId),
        SpoilerText,
        Sensitive ?? false,
        IsLanguage(Language) ? Language : null);

    // BCP 47, simply: anything else is as good as none.
    private static bool IsLanguage(string? tag) =>
        tag is { Length: >= 2 and <= 35 }
        && tag.Split('-').All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit))
        && char.IsAsciiLetter(tag[0]) && char.IsAsciiLetter(tag[1]);
}
