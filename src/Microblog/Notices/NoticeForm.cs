using Microblog.Media;
using Microblog.Notices.Polls;
using Microblog.Notices.Quotes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Microblog.Notices;

/// <summary>What the composer sends.</summary>
public sealed class NoticeForm
{
    [FromForm(Name = "text")]
    public string? Text { get; init; }

    [FromForm(Name = "summary")]
    public string? Summary { get; init; }

    [FromForm(Name = "sensitive")]
    public bool IsSensitive { get; init; }

    [FromForm(Name = "visibility")]
    public Visibility Visibility { get; init; }

    [FromForm(Name = "in_reply_to")]
    public long? InReplyTo { get; init; }

    /// <summary>The notice that this quotes; null for none.</summary>
    [FromForm(Name = "quotes")]
    public long? Quotes { get; init; }

    /// <summary>Who may quote it.</summary>
    [FromForm(Name = "quotable")]
    public QuotePolicy Quotable { get; init; }

    /// <summary>What a poll offers; where all are empty, there is no poll.</summary>
    [FromForm(Name = "choices")]
    public IReadOnlyList<string?>? Choices { get; init; }

    [FromForm(Name = "multiple")]
    public bool IsMultiple { get; init; }

    /// <summary>How long the poll lasts, in seconds.</summary>
    [FromForm(Name = "lasts")]
    public int Lasts { get; init; } = 86_400;

    /// <summary>The notice that this is another version of; null for a new one.</summary>
    public long? Edits { get; set; }

    /// <summary>The files that it holds, with their descriptions: read and taken apart from the rest.</summary>
    [BindNever]
    public IReadOnlyList<MediaChange> Media { get; set; } = [];

    /// <summary>How long a poll may last, in seconds, as the composer offers it.</summary>
    public static IReadOnlyList<(int Seconds, string Words)> Durations { get; } =
    [
        (300, "5 minutes"), (1_800, "30 minutes"), (3_600, "1 hour"), (21_600, "6 hours"),
        (86_400, "1 day"), (259_200, "3 days"), (604_800, "7 days"), (2_592_000, "30 days"),
    ];

    public Draft ToDraft() => new(Text ?? "", Visibility, InReplyTo, Summary, IsSensitive, Poll: PollAsked(), QuotedId: Quotes, QuotePolicy: Quotable)
    {
        MediaIds = [.. Media.Select(m => m.Id)],
        MediaChanges = Media,
    };

    private PollDraft? PollAsked()
    {
        var choices = (Choices ?? []).OfType<string>().Where(c => !string.IsNullOrWhiteSpace(c)).ToList();
        return choices.Count == 0 ? null : new PollDraft(choices, IsMultiple, TimeSpan.FromSeconds(Lasts));
    }
}
