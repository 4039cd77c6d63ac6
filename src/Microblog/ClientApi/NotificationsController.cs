using Microblog.Accounts;
using Microblog.Notifications;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>What the viewer is told of.</summary>
/// <remarks>Source: Mastodon API documentation, notifications.</remarks>
[ApiController]
[Route("api/v1/notifications")]
public sealed class NotificationsController(Viewer viewer, AskedNotifications asked, NotificationReader notifications, ClearNotifications clear) : ControllerBase
{
    private const string DefaultLimit = "40";

    [HttpGet]
    [Authorize(Policy = Scopes.ReadNotifications, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<NotificationEntity>> Show([FromQuery] Paging paging, CancellationToken ct) => notifications.PageAsync(
        asked.In(Request.Query), viewer.RequiredActorId, (paging with { Limit = paging.Limit ?? DefaultLimit }).ToPage(), ct);

    [HttpGet("{id:long}")]
    [Authorize(Policy = Scopes.ReadNotifications, AuthenticationSchemes = "token")]
    public Task<NotificationEntity> ShowOne(long id, CancellationToken ct) => notifications.OneAsync(asked.All(), viewer.RequiredActorId, id, ct);

    [HttpGet("unread_count")]
    [Authorize(Policy = Scopes.ReadNotifications, AuthenticationSchemes = "token")]
    public Task<UnreadCount> CountUnread([FromQuery] string? limit, CancellationToken ct) => asked.CountUnreadAsync(Request.Query, limit, ct);

    [HttpPost("clear")]
    [Authorize(Policy = Scopes.WriteNotifications, AuthenticationSchemes = "token")]
    public async Task<object> Clear(CancellationToken ct)
    {
        await clear.AllAsync(viewer.RequiredActorId, ct);
        return new { };
    }

    [HttpPost("{id}/dismiss")]
    [Authorize(Policy = Scopes.WriteNotifications, AuthenticationSchemes = "token")]
    public async Task<object> Dismiss(string id, CancellationToken ct)
    {
        await clear.OneAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        return new { };
    }
}
