using Microblog.Accounts;
using Microblog.Notifications;
using Microblog.SignIn;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>What the viewer is told of, put together where many say one thing.</summary>
/// <remarks>Source: Mastodon API documentation, grouped notifications.</remarks>
[ApiController]
[Route("api/v2/notifications")]
public sealed class NotificationGroupsController(Viewer viewer, AskedNotifications asked, NotificationReader notifications) : ControllerBase
{
    private const string DefaultLimit = "40";

    [HttpGet]
    [Authorize(Policy = Scopes.ReadNotifications, AuthenticationSchemes = "token")]
    public Task<NotificationGroups> Show([FromQuery] Paging paging, CancellationToken ct)
    {
        var kinds = AskedNotifications.Kinds(Request.Query, "grouped_types");
        var page = (paging with { Limit = paging.Limit ?? DefaultLimit }).ToPage();
        return notifications.GroupsAsync(asked.In(Request.Query), viewer.RequiredActorId, page, kinds.Length > 0 ? kinds : NotificationGroupKey.Grouped, ct);
    }

    [HttpGet("{key}")]
    [Authorize(Policy = Scopes.ReadNotifications, AuthenticationSchemes = "token")]
    public async Task<NotificationGroups> ShowOne(string key, CancellationToken ct)
    {
        var groups = await notifications.GroupsAsync(Of(key), viewer.RequiredActorId, new Page(Limit: 1), NotificationGroupKey.Grouped, ct);
        return groups.Groups.Count > 0 ? groups : throw new RefusalException(Refusal.NotFound);
    }

    [HttpGet("{key}/accounts")]
    [Authorize(Policy = Scopes.ReadNotifications, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<Account>> ShowAccounts(string key, [FromQuery] Paging paging, [FromServices] AccountLists accounts, CancellationToken ct) =>
        accounts.PageAsync(Of(key).Select(n => new PlacedActor { Id = n.Id, Actor = n.From! }), paging.ToPage(), ct);

    [HttpGet("unread_count")]
    [Authorize(Policy = Scopes.ReadNotifications, AuthenticationSchemes = "token")]
    public Task<UnreadCount> CountUnread([FromQuery] string? limit, CancellationToken ct) => asked.CountUnreadAsync(Request.Query, limit, ct);

    [HttpPost("{key}/dismiss")]
    [Authorize(Policy = Scopes.WriteNotifications, AuthenticationSchemes = "token")]
    public async Task<object> Dismiss(string key, [FromServices] ClearNotifications clear, CancellationToken ct)
    {
        await clear.SomeAsync(viewer.RequiredActorId, own => NotificationGroupKey.Select(key, own), ct);
        return new { };
    }

    private IQueryable<Notification> Of(string key) => NotificationGroupKey.Select(key, asked.All());
}
