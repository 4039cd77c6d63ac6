using System.Text.Json.Serialization;
using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Emojis;
using Microblog.Notices.Editing;
using Microblog.Notices.Quotes;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Changes a status, and shows what was typed and what it said before.</summary>
[ApiController]
[Route("api/v1/statuses/{id}")]
public sealed class StatusEditsController(Db db, StatusReader statuses, EditNotice edit, SetQuotePolicy setPolicy, Viewer viewer) : ControllerBase
{
    [HttpPut]
    [Authorize(Policy = Scopes.WriteStatuses, AuthenticationSchemes = "token")]
    public Task<Status> Change(string id, [FromForm] StatusDraft draft, CancellationToken ct) => ChangeAsync(id, draft, ct);

    [HttpPut]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteStatuses, AuthenticationSchemes = "token")]
    public Task<Status> ChangeFromJson(string id, [FromBody] StatusDraft draft, CancellationToken ct) => ChangeAsync(id, draft, ct);

    [HttpGet("source")]
    [Authorize(Policy = Scopes.ReadStatuses, AuthenticationSchemes = "token")]
    public async Task<StatusSource> Source(string id, CancellationToken ct)
    {
        var own = await statuses.OwnAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        return new(own.Id, own.Text ?? "", own.SpoilerText);
    }

    /// <summary>Every version, the oldest first, that of now last.</summary>
    [HttpGet("history")]
    [ReadOrPassBy(Scopes.ReadStatuses)]
    public async Task<IReadOnlyList<StatusEdit>> History(string id, [FromServices] LocalUris uris, CancellationToken ct)
    {
        var status = await statuses.OneAsync(viewer.ActorId, ApiText.RequiredId(id), ct);
        var noticeId = ApiText.RequiredId(id);
        var versions = await db.NoticeVersions.AsNoTracking().Where(v => v.NoticeId == noticeId).OrderBy(v => v.Id).ToListAsync(ct);
        var texts = versions.SelectMany(v => v.Choices.Append(v.Html.Value).Append(v.Summary));
        var emojis = await EmojiSet.ReadAsync(db, texts.Select(t => (status.Account.Host, t)), ct);
        return [.. versions.Select(v => StatusEdit.Of(v, status.Account, emojis, uris.Base)), StatusEdit.Of(status)];
    }

    private async Task<Status> ChangeAsync(string id, StatusDraft draft, CancellationToken ct)
    {
        await edit.RunAsync(viewer.RequiredActorId, ApiText.RequiredId(id), draft.ToDraft(new PostingDefaults()), ct);
        if (draft.Quotable is { } policy)
            await setPolicy.RunAsync(viewer.RequiredActorId, ApiText.RequiredId(id), policy, ct);
        return await statuses.OneAsync(viewer.ActorId, ApiText.RequiredId(id), ct);
    }
}

/// <summary>What was typed.</summary>
/// <remarks>Source: Mastodon API documentation, entity StatusSource.</remarks>
public sealed record StatusSource(string Id, string Text, string SpoilerText);

/// <summary>One version of a status.</summary>
/// <param name="Poll">Left out where it asked nothing.</param>
/// <remarks>Source: Mastodon API documentation, entity StatusEdit.</remarks>
public sealed record StatusEdit(
    string Content, string SpoilerText, bool Sensitive, string CreatedAt, Account Account,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StatusEditPoll? Poll, IReadOnlyList<MediaAttachment> MediaAttachments, IReadOnlyList<StatusEmoji> Emojis)
{
    internal static StatusEdit Of(NoticeVersion version, Account account, EmojiSet emojis, Uri server) => new(
        version.Html.Value,
        version.Summary ?? "",
        version.IsSensitive,
        ApiText.Instant(version.At),
        account,
        version.Choices.Count == 0 ? null : new StatusEditPoll([.. version.Choices.Select(c => new StatusEditOption(c))]),
        [],
        [.. emojis.In(account.Host, version.Html.Value, version.Summary).Select(e => StatusEmoji.Of(e, server))]);

    internal static StatusEdit Of(Status status) => new(
        status.Content,
        status.SpoilerText,
        status.Sensitive,
        status.EditedAt ?? status.CreatedAt,
        status.Account,
        status.Poll is { } poll ? new StatusEditPoll([.. poll.Options.Select(o => new StatusEditOption(o.Title))]) : null,
        status.MediaAttachments,
        status.Emojis);
}

public sealed record StatusEditPoll(IReadOnlyList<StatusEditOption> Options);

public sealed record StatusEditOption(string Title);
