using System.Text.Json;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Notices;
using Microblog.Notices.Scheduling;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>A status that is to be posted later.</summary>
/// <remarks>Source: Mastodon API documentation, entity ScheduledStatus.</remarks>
public sealed record ScheduledStatus(string Id, string ScheduledAt, ScheduledParams Params, IReadOnlyList<MediaAttachment> MediaAttachments)
{
    /// <summary>Why it could not be posted when its time had come; null while it waits.</summary>
    public string? Problem { get; init; }
}

/// <summary>What was asked to be posted.</summary>
public sealed record ScheduledParams(
    string Text,
    ScheduledPoll? Poll,
    IReadOnlyList<string>? MediaIds,
    bool Sensitive,
    string? SpoilerText,
    string Visibility,
    string? InReplyToId,
    string? Language,
    string? QuotedStatusId,
    string QuoteApprovalPolicy)
{
    public string? ScheduledAt => null;
    public string? Idempotency => null;
    public int ApplicationId => 0;
    public bool WithRateLimit => false;

    internal static ScheduledParams Of(Draft draft) => new(
        draft.Text,
        draft.Poll is { } poll ? new(poll.Choices, (long)poll.Lasts.TotalSeconds, poll.IsMultiple, HideTotals: false) : null,
        draft.MediaIds.Count == 0 ? null : [.. draft.MediaIds.Select(ApiText.Id)],
        draft.IsSensitive,
        draft.Summary,
        ApiText.Visibility(draft.Visibility),
        draft.InReplyToId is { } parent ? ApiText.Id(parent) : null,
        draft.Language,
        draft.QuotedId is { } quoted ? ApiText.Id(quoted) : null,
        ApiText.QuotePolicy(draft.QuotePolicy ?? default));
}

/// <summary>The poll of a status that is to be posted later.</summary>
/// <param name="ExpiresIn">In seconds.</param>
public sealed record ScheduledPoll(IReadOnlyList<string> Options, long ExpiresIn, bool Multiple, bool HideTotals);

/// <summary>Reads what is to be posted later as a client app is shown it.</summary>
public sealed class ScheduledReader(Db db, LocalUris uris, Web.RefusalTexts refusals)
{
    /// <summary>These, in their order.</summary>
    public async Task<IReadOnlyList<ScheduledStatus>> ShowAsync(IReadOnlyList<ScheduledNotice> scheduled, CancellationToken ct)
    {
        var ids = scheduled.Select(s => s.Id).ToArray();
        var files = (await db.ScheduledFiles.Where(f => ids.Contains(f.ScheduledId)).OrderBy(f => f.Position).Include(f => f.Upload).AsNoTracking().ToListAsync(ct))
            .ToLookup(f => f.ScheduledId, f => MediaAttachment.Of(f.Upload!, uris.Base));
        return
        [
            .. scheduled.Select(s => new ScheduledStatus(
                ApiText.Id(s.Id), ApiText.Instant(s.DueAt), ScheduledParams.Of(JsonSerializer.Deserialize<Draft>(s.Draft)!), [.. files[s.Id]])
            {
                Problem = Enum.TryParse<Refusal>(s.Problem, out var why) ? refusals.Of(why) : null,
            }),
        ];
    }
}
