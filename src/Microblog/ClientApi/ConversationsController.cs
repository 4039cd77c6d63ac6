using Microblog.Accounts;
using Microblog.Conversations;
using Microblog.Data;
using Microblog.Filters;
using Microblog.SignIn;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>What the viewer and others say to each other alone.</summary>
/// <remarks>Source: Mastodon API documentation, conversations.</remarks>
[ApiController]
[Route("api/v1/conversations")]
public sealed class ConversationsController(Db db, Viewer viewer, StatusReader statuses, AccountLists accounts, PageLinks links) : ControllerBase
{
    [HttpGet]
    [Authorize(Policy = Scopes.ReadStatuses, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<ConversationEntity>> Show([FromQuery] Paging paging, CancellationToken ct)
    {
        var (me, page) = (viewer.RequiredActorId, paging.ToPage());
        var lines = links.InOrder(await Lines(me).On(page, l => l.LastId).ToListAsync(ct), page, l => l.LastId);
        return lines.Count == 0 ? [] : await ShowAsync(lines, me, ct);
    }

    [HttpDelete("{id}")]
    [Authorize(Policy = Scopes.WriteConversations, AuthenticationSchemes = "token")]
    public async Task<object> Forget(string id, CancellationToken ct)
    {
        await db.ForgetConversationAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        return new { };
    }

    [HttpPost("{id}/read")]
    [Authorize(Policy = Scopes.WriteConversations, AuthenticationSchemes = "token")]
    public Task<ConversationEntity> Read(string id, CancellationToken ct) => MarkAsync(id, isUnread: false, ct);

    [HttpPost("{id}/unread")]
    [Authorize(Policy = Scopes.WriteConversations, AuthenticationSchemes = "token")]
    public Task<ConversationEntity> Unread(string id, CancellationToken ct) => MarkAsync(id, isUnread: true, ct);

    private async Task<ConversationEntity> MarkAsync(string id, bool isUnread, CancellationToken ct)
    {
        var (me, conversation) = (viewer.RequiredActorId, ApiText.RequiredId(id));
        await db.MarkConversationAsync(me, conversation, isUnread, ct);
        var lines = await Lines(me).Where(l => l.Id == conversation).ToListAsync(ct);
        return lines.Count == 0 ? new(id, isUnread, [], null) : (await ShowAsync(lines, me, ct))[0];
    }

    // One whose notices are all gone is no more.
    private IQueryable<ConversationLine> Lines(long me) => db.DirectConversations
        .Where(c => c.OwnerId == me && c.Notices.Any())
        .Select(c => new ConversationLine { Id = c.Id, IsUnread = c.IsUnread, LastId = c.Notices.Max(n => n.NoticeId) });

    private async Task<IReadOnlyList<ConversationEntity>> ShowAsync(IReadOnlyList<ConversationLine> lines, long me, CancellationToken ct)
    {
        var last = lines.Select(l => l.LastId).ToArray();
        var shown = await statuses.ByIdAsync(last, me, FilterContexts.None, ct);
        var people = await db.Notices
            .Where(n => last.Contains(n.Id))
            .Select(n => new { n.Id, n.AuthorId, Named = n.Addressees.Select(a => a.ActorId).ToList() })
            .ToDictionaryAsync(n => n.Id, n => n.Named.Prepend(n.AuthorId).Where(a => a != me).Distinct().ToList(), ct);
        var read = await accounts.ByIdAsync([.. people.Values.SelectMany(p => p).Distinct()], ct);
        return
        [
            .. lines.Select(l => new ConversationEntity(
                ApiText.Id(l.Id),
                l.IsUnread,
                [.. people.GetValueOrDefault(l.LastId, []).Select(a => read.GetValueOrDefault(a)).OfType<Account>()],
                shown.GetValueOrDefault(ApiText.Id(l.LastId)))),
        ];
    }

    private sealed class ConversationLine
    {
        public required long Id { get; init; }
        public required bool IsUnread { get; init; }
        public required long LastId { get; init; }
    }
}
