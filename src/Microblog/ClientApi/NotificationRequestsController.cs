using System.Globalization;
using Microblog.Accounts;
using Microblog.Data;
using Microblog.Filters;
using Microblog.Notifications;
using Microblog.SignIn;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Those of whom the viewer's policy keeps something apart. A request has the id of its sender.</summary>
/// <remarks>Source: Mastodon API documentation, notification requests.</remarks>
[ApiController]
[Route("api/v1/notifications/requests")]
public sealed class NotificationRequestsController(Viewer viewer, HeldNotifications held, StatusReader statuses, AccountLists accounts, PageLinks links) : ControllerBase
{
    [HttpGet]
    [Authorize(Policy = Scopes.ReadNotifications, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<NotificationRequestEntity>> Show([FromQuery] Paging paging, CancellationToken ct)
    {
        var page = paging.ToPage();
        var senders = await held.Of(viewer.RequiredActorId).On(page, s => s.NewestId).ToListAsync(ct);
        return await ShowAsync(links.InOrder(senders, page, s => s.NewestId), ct);
    }

    [HttpGet("{id:long}")]
    [Authorize(Policy = Scopes.ReadNotifications, AuthenticationSchemes = "token")]
    public async Task<NotificationRequestEntity> ShowOne(long id, CancellationToken ct)
    {
        var senders = await held.Of(viewer.RequiredActorId).Where(s => s.FromId == id).ToListAsync(ct);
        return (await ShowAsync(senders, ct)).SingleOrDefault() ?? throw new RefusalException(Refusal.NotFound);
    }

    /// <summary>What was accepted is shown at once.</summary>
    [HttpGet("merged")]
    [Authorize(Policy = Scopes.ReadNotifications, AuthenticationSchemes = "token")]
    public object AreMerged() => new { merged = true };

    [HttpPost("{id:long}/accept")]
    [Authorize(Policy = Scopes.WriteNotifications, AuthenticationSchemes = "token")]
    public Task<object> Accept(long id, CancellationToken ct) => DoneAsync(held.AcceptAsync(viewer.RequiredActorId, [id], ct));

    [HttpPost("{id:long}/dismiss")]
    [Authorize(Policy = Scopes.WriteNotifications, AuthenticationSchemes = "token")]
    public Task<object> Dismiss(long id, CancellationToken ct) => DoneAsync(held.DismissAsync(viewer.RequiredActorId, [id], ct));

    [HttpPost("accept")]
    [Authorize(Policy = Scopes.WriteNotifications, AuthenticationSchemes = "token")]
    public Task<object> AcceptMany([FromForm] RequestIds ids, CancellationToken ct) => DoneAsync(held.AcceptAsync(viewer.RequiredActorId, ids.Read(Request.Query), ct));

    [HttpPost("accept")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteNotifications, AuthenticationSchemes = "token")]
    public Task<object> AcceptManyFromJson([FromBody] RequestIds ids, CancellationToken ct) =>
        DoneAsync(held.AcceptAsync(viewer.RequiredActorId, ids.Read(Request.Query), ct));

    [HttpPost("dismiss")]
    [Authorize(Policy = Scopes.WriteNotifications, AuthenticationSchemes = "token")]
    public Task<object> DismissMany([FromForm] RequestIds ids, CancellationToken ct) => DoneAsync(held.DismissAsync(viewer.RequiredActorId, ids.Read(Request.Query), ct));

    [HttpPost("dismiss")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteNotifications, AuthenticationSchemes = "token")]
    public Task<object> DismissManyFromJson([FromBody] RequestIds ids, CancellationToken ct) =>
        DoneAsync(held.DismissAsync(viewer.RequiredActorId, ids.Read(Request.Query), ct));

    private static async Task<object> DoneAsync(Task deed)
    {
        await deed;
        return new { };
    }

    private async Task<IReadOnlyList<NotificationRequestEntity>> ShowAsync(IReadOnlyList<HeldSender> senders, CancellationToken ct)
    {
        var people = await accounts.ByIdAsync([.. senders.Select(s => s.FromId)], ct);
        var shown = await statuses.ByIdAsync([.. senders.Select(s => s.LastNoticeId).OfType<long>()], viewer.ActorId, FilterContexts.None, ct);
        return
        [
            .. from sender in senders
               where people.ContainsKey(sender.FromId)
               select new NotificationRequestEntity(
                   ApiText.Id(sender.FromId),
                   ApiText.Instant(Snowflake.TimeOf(sender.OldestId)),
                   ApiText.Instant(Snowflake.TimeOf(sender.NewestId)),
                   people[sender.FromId],
                   sender.Count.ToString(CultureInfo.InvariantCulture),
                   sender.LastNoticeId is { } notice ? shown.GetValueOrDefault(ApiText.Id(notice)) : null),
        ];
    }
}

/// <summary>Somebody of whom something is kept apart.</summary>
/// <remarks>Source: Mastodon API documentation, entity NotificationRequest.</remarks>
public sealed record NotificationRequestEntity(
    string Id, string CreatedAt, string UpdatedAt, Account Account, string NotificationsCount, Status? LastStatus);

/// <summary>Which requests are meant.</summary>
public sealed record RequestIds
{
    public IReadOnlyList<string?>? Id { get; init; }

    internal IReadOnlyCollection<long> Read(IQueryCollection query) =>
        [.. (Id ?? []).Concat(ApiText.Listed(query, "id")).Select(ApiText.IdOrNull).OfType<long>().Distinct()];
}
