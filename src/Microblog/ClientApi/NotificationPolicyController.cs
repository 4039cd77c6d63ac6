using Microblog.Accounts;
using Microblog.Notifications;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>What becomes of notifications of those whom the viewer does not know.</summary>
/// <remarks>Source: Mastodon API documentation, notifications. COMPAT(masto.js): it changes the policy with PUT, which Mastodon takes too.</remarks>
[ApiController]
[Route("api/v2/notifications/policy")]
public sealed class NotificationPolicyController(Viewer viewer, HeldNotifications held) : ControllerBase
{
    [HttpGet]
    [Authorize(Policy = Scopes.ReadNotifications, AuthenticationSchemes = "token")]
    public Task<NotificationPolicyEntity> Show(CancellationToken ct) => ShowAsync(ct);

    [HttpPatch]
    [HttpPut]
    [Authorize(Policy = Scopes.WriteNotifications, AuthenticationSchemes = "token")]
    public Task<NotificationPolicyEntity> Change([FromForm] NotificationPolicyDraft draft, CancellationToken ct) => ChangeAsync(draft, ct);

    [HttpPatch]
    [HttpPut]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteNotifications, AuthenticationSchemes = "token")]
    public Task<NotificationPolicyEntity> ChangeFromJson([FromBody] NotificationPolicyDraft draft, CancellationToken ct) => ChangeAsync(draft, ct);

    private async Task<NotificationPolicyEntity> ChangeAsync(NotificationPolicyDraft draft, CancellationToken ct)
    {
        await held.ChangePolicyAsync(viewer.RequiredActorId, draft.ApplyTo, ct);
        return await ShowAsync(ct);
    }

    private async Task<NotificationPolicyEntity> ShowAsync(CancellationToken ct)
    {
        var me = viewer.RequiredActorId;
        var policy = await held.PolicyOfAsync(me, ct);
        var senders = await held.Of(me).Select(s => s.Count).ToListAsync(ct);
        return new(
            NotificationPolicyEntity.Of(policy.NotFollowed),
            NotificationPolicyEntity.Of(policy.NotFollowing),
            NotificationPolicyEntity.Of(policy.NewAccounts),
            NotificationPolicyEntity.Of(policy.PrivateMentions),
            NotificationPolicyEntity.Of(policy.SilencedServers),
            new(senders.Count, senders.Sum()));
    }
}

/// <summary>What becomes of notifications of those whom somebody does not know, as client apps read it.</summary>
/// <remarks>Source: Mastodon API documentation, entity NotificationPolicy.</remarks>
public sealed record NotificationPolicyEntity(
    string ForNotFollowing, string ForNotFollowers, string ForNewAccounts, string ForPrivateMentions, string ForLimitedAccounts, HeldSummary Summary)
{
    internal static string Of(NotificationTreatment treatment) => treatment switch
    {
        NotificationTreatment.Hold => "filter",
        NotificationTreatment.Drop => "drop",
        _ => "accept",
    };
}

/// <summary>How much is kept apart.</summary>
/// <param name="PendingRequestsCount">Of how many senders.</param>
public sealed record HeldSummary(int PendingRequestsCount, int PendingNotificationsCount);

/// <summary>What is to be changed of a policy; null leaves a thing as it is.</summary>
public sealed record NotificationPolicyDraft
{
    [FromForm(Name = "for_not_following")]
    public string? ForNotFollowing { get; init; }

    [FromForm(Name = "for_not_followers")]
    public string? ForNotFollowers { get; init; }

    [FromForm(Name = "for_new_accounts")]
    public string? ForNewAccounts { get; init; }

    [FromForm(Name = "for_private_mentions")]
    public string? ForPrivateMentions { get; init; }

    [FromForm(Name = "for_limited_accounts")]
    public string? ForLimitedAccounts { get; init; }

    internal void ApplyTo(NotificationPolicy policy)
    {
        policy.NotFollowed = Read(ForNotFollowing) ?? policy.NotFollowed;
        policy.NotFollowing = Read(ForNotFollowers) ?? policy.NotFollowing;
        policy.NewAccounts = Read(ForNewAccounts) ?? policy.NewAccounts;
        policy.PrivateMentions = Read(ForPrivateMentions) ?? policy.PrivateMentions;
        policy.SilencedServers = Read(ForLimitedAccounts) ?? policy.SilencedServers;
    }

    private static NotificationTreatment? Read(string? word) => word switch
    {
        null or "" => null,
        "accept" => NotificationTreatment.Accept,
        "filter" => NotificationTreatment.Hold,
        "drop" => NotificationTreatment.Drop,
        _ => throw new RefusalException(Refusal.TreatmentNotUnderstood),
    };
}
