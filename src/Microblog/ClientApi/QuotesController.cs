using Microblog.Accounts;
using Microblog.Data;
using Microblog.Notices.Quotes;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Where a status is quoted, and what its author says to that.</summary>
/// <remarks>Source: Mastodon API documentation, since 4.5.</remarks>
[ApiController]
[Route("api/v1/statuses/{id}")]
public sealed class QuotesController(Db db, StatusReader statuses, Viewer viewer) : ControllerBase
{
    [HttpGet("quotes")]
    [ReadOrPassBy(Scopes.ReadStatuses)]
    public async Task<IReadOnlyList<Status>> Quotes(string id, [FromQuery] Paging paging, CancellationToken ct)
    {
        var quoted = await statuses.OneAsync(viewer.ActorId, ApiText.RequiredId(id), ct);
        return await statuses.PageAsync(db.Notices.Quoting(db, ApiText.RequiredId(quoted.Id)), viewer.ActorId, paging.ToPage(), ct);
    }

    /// <summary>Takes the consent back; the status that quoted is answered.</summary>
    [HttpPost("quotes/{quotingId}/revoke")]
    [Authorize(Policy = Scopes.WriteStatuses, AuthenticationSchemes = "token")]
    public async Task<Status> Revoke(string id, string quotingId, [FromServices] RevokeQuote revoke, CancellationToken ct)
    {
        await revoke.RunAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ApiText.RequiredId(quotingId), ct);
        return await statuses.OneAsync(viewer.ActorId, ApiText.RequiredId(quotingId), ct);
    }

    [HttpPut("interaction_policy")]
    [Authorize(Policy = Scopes.WriteStatuses, AuthenticationSchemes = "token")]
    public Task<Status> SetPolicy(string id, [FromForm] QuotePolicyForm form, [FromServices] SetQuotePolicy set, CancellationToken ct) =>
        SetPolicyAsync(id, form, set, ct);

    [HttpPut("interaction_policy")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteStatuses, AuthenticationSchemes = "token")]
    public Task<Status> SetPolicyFromJson(string id, [FromBody] QuotePolicyForm form, [FromServices] SetQuotePolicy set, CancellationToken ct) =>
        SetPolicyAsync(id, form, set, ct);

    private async Task<Status> SetPolicyAsync(string id, QuotePolicyForm form, SetQuotePolicy set, CancellationToken ct)
    {
        await set.RunAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ApiText.QuotePolicyOf(form.QuoteApprovalPolicy), ct);
        return await statuses.OneAsync(viewer.ActorId, ApiText.RequiredId(id), ct);
    }
}

/// <summary>Who may quote a status, as client apps say it.</summary>
public sealed record QuotePolicyForm
{
    /// <summary><c>public</c>, <c>followers</c> or <c>nobody</c>.</summary>
    [FromForm(Name = "quote_approval_policy")]
    public string? QuoteApprovalPolicy { get; init; }
}
