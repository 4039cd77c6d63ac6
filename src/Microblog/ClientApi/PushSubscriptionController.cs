using Microblog.Accounts;
using Microblog.Data;
using Microblog.Notifications;
using Microblog.Push;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Where an app is told of notifications while it sleeps: one subscription for each token, which only that token sees.</summary>
/// <remarks>Source: Mastodon API documentation, push.</remarks>
[ApiController]
[Route("api/v1/push/subscription")]
[Authorize(Policy = Scopes.Push, AuthenticationSchemes = "token")]
public sealed class PushSubscriptionController(Db db, Viewer viewer, SubscribeToPushes subscribe, PushIdentity identity) : ControllerBase
{
    [HttpGet]
    public async Task<WebPushSubscription> Show(CancellationToken ct)
    {
        var tokenId = await TokenIdAsync(ct);
        return await EntityAsync(
            await db.PushSubscriptions.AsNoTracking().SingleOrDefaultAsync(s => s.TokenId == tokenId, ct) ?? throw new RefusalException(Refusal.NotFound), ct);
    }

    [HttpPost]
    public Task<WebPushSubscription> Create([FromForm] PushDraft draft, CancellationToken ct) => CreateAsync(draft, ct);

    [HttpPost]
    [Consumes("application/json")]
    public Task<WebPushSubscription> CreateFromJson([FromBody] PushDraft draft, CancellationToken ct) => CreateAsync(draft, ct);

    [HttpPut]
    public Task<WebPushSubscription> Change([FromForm] PushDraft draft, CancellationToken ct) => ChangeAsync(draft, ct);

    [HttpPut]
    [Consumes("application/json")]
    public Task<WebPushSubscription> ChangeFromJson([FromBody] PushDraft draft, CancellationToken ct) => ChangeAsync(draft, ct);

    [HttpDelete]
    public async Task<object> Remove(CancellationToken ct)
    {
        await subscribe.EndAsync(await TokenIdAsync(ct), ct);
        return new { };
    }

    private async Task<WebPushSubscription> CreateAsync(PushDraft draft, CancellationToken ct)
    {
        var holder = new PushHolder(await TokenIdAsync(ct), viewer.RequiredActorId);
        return await EntityAsync(await subscribe.RunAsync(holder, draft.Wish, ct), ct);
    }

    private async Task<WebPushSubscription> ChangeAsync(PushDraft draft, CancellationToken ct) =>
        await EntityAsync(await subscribe.ChangeAsync(await TokenIdAsync(ct), draft.Data?.Alerts?.Bits, draft.Policy, ct), ct);

    private async Task<long> TokenIdAsync(CancellationToken ct)
    {
        var hash = Secrets.Hash(TokenAuthentication.SecretIn(Request)!);
        return await db.AccessTokens.Where(t => t.TokenHash == hash).Select(t => t.Id).SingleAsync(ct);
    }

    private async Task<WebPushSubscription> EntityAsync(PushSubscription subscription, CancellationToken ct) => new(
        ApiText.Id(subscription.Id),
        subscription.Endpoint.AbsoluteUri,
        subscription.IsStandard,
        await identity.PublicKeyAsync(ct),
        NotificationNames.Known.ToDictionary(t => t.Key, t => subscription.Wants(t.Value), StringComparer.Ordinal),
        PushDraft.NameOf(subscription.Policy));
}

/// <summary>Where an app is told of notifications while it sleeps, as the app reads it.</summary>
/// <remarks>Source: Mastodon API documentation, entity WebPushSubscription.</remarks>
public sealed record WebPushSubscription(
    string Id, string Endpoint, bool Standard, string ServerKey, IReadOnlyDictionary<string, bool> Alerts, string Policy);
