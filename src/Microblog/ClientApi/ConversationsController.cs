using Microblog.Accounts;
using Microblog.Conversations;
using Microblog.Data;
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
public sealed class ConversationsController(Db db, Viewer viewer, ConversationReader conversations, PageLinks links) : ControllerBase
{
    [HttpGet]
    [Authorize(Policy = Scopes.ReadStatuses, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<ConversationEntity>> Show([FromQuery] Paging paging, CancellationToken ct)
    {
        var (me, page) = (viewer.RequiredActorId, paging.ToPage());
        var lines = links.InOrder(await conversations.Lines(me).On(page, l => l.LastId).ToListAsync(ct), page, l => l.LastId);
        return lines.Count == 0 ? [] : await conversations.ShowAsync(lines, me, ct);
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
        return await conversations.OneAsync(me, conversation, ct) ?? new(id, isUnread, [], null);
    }
}
