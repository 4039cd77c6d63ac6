using Microsoft.AspNetCore.Mvc;

namespace Microblog.Notices;

/// <summary>What the composer sends.</summary>
public sealed class NoticeForm
{
    [FromForm(Name = "text")]
    public string? Text { get; init; }

    [FromForm(Name = "summary")]
    public string? Summary { get; init; }

    [FromForm(Name = "visibility")]
    public Visibility Visibility { get; init; }

    [FromForm(Name = "in_reply_to")]
    public long? InReplyTo { get; init; }

    public Draft ToDraft() => new(Text ?? "", Visibility, InReplyTo, Summary);
}
