using System.Text.Json.Serialization;
using Microblog.Accounts;
using Microblog.Notices;
using Microblog.Notices.Polls;
using Microblog.Notices.Quotes;
using Microblog.Notices.Text;
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

    /// <summary>When it is to be posted; null for now.</summary>
    [FromForm(Name = "scheduled_at")]
    public string? ScheduledAt { get; init; }

    public StatusPollDraft? Poll { get; init; }

    /// <summary>The files that it holds, in their order: of an edit all of them, those it held before included.</summary>
    [FromForm(Name = "media_ids")]
    public IReadOnlyList<string?>? MediaIds { get; init; }

    /// <summary>What an edit says anew of files.</summary>
    [FromForm(Name = "media_attributes")]
    public IReadOnlyList<MediaAttribute>? MediaAttributes { get; init; }

    [FromForm(Name = "quoted_status_id")]
    public string? QuotedStatusId { get; init; }

    [FromForm(Name = "quote_approval_policy")]
    public string? QuoteApprovalPolicy { get; init; }

    /// <summary>Who may quote it; null when that was not said.</summary>
    /// <exception cref="RefusalException">There is no such policy.</exception>
    [JsonIgnore]
    internal QuotePolicy? Quotable => string.IsNullOrEmpty(QuoteApprovalPolicy) ? null : ApiText.QuotePolicyOf(QuoteApprovalPolicy);

    /// <summary>The draft.</summary>
    /// <exception cref="RefusalException">There is no such visibility or policy, or what is replied to or quoted is no id.</exception>
    /// <param name="defaults">What holds where nothing is said.</param>
    internal Draft ToDraft(PostingDefaults defaults) => new(
        Status ?? "",
        string.IsNullOrEmpty(Visibility) ? defaults.Visibility : ApiText.VisibilityOf(Visibility),
        string.IsNullOrEmpty(InReplyToId) ? null : ApiText.RequiredId(InReplyToId),
        SpoilerText,
        Sensitive ?? defaults.IsSensitive,
        LanguageTag.IsTag(Language) ? Language : null,
        Poll?.ToDraft(),
        string.IsNullOrEmpty(QuotedStatusId) ? null : ApiText.RequiredId(QuotedStatusId),
        Quotable ?? defaults.QuotePolicy)
    {
        MediaIds = [.. (MediaIds ?? []).Where(id => !string.IsNullOrEmpty(id)).Select(id => ApiText.RequiredId(id!))],
        MediaChanges = [.. (MediaAttributes ?? []).Where(a => a.Id is not null).Select(a => a.ToChange(ApiText.RequiredId(a.Id!)))],
    };
}

/// <summary>What a client app asks of the readers.</summary>
public sealed record StatusPollDraft
{
    public IReadOnlyList<string?>? Options { get; init; }
    public bool? Multiple { get; init; }

    /// <summary>How long it lasts, in seconds.</summary>
    [FromForm(Name = "expires_in")]
    public long? ExpiresIn { get; init; }

    // Longer than any that is taken is as good as too long, and no time that .NET cannot hold.
    internal PollDraft? ToDraft() => Options is not { Count: > 0 } options
        ? null
        : new([.. options.OfType<string>()], Multiple ?? false, TimeSpan.FromSeconds(Math.Clamp(ExpiresIn ?? 0, 0, int.MaxValue)));
}
