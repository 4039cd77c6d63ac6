using Microblog.Moderation.Domains;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi.Admin;

/// <summary>Servers that are let in by name, for moderators.</summary>
/// <remarks>Source: Mastodon API documentation, admin/domain_allows.</remarks>
[ApiController]
[Route("api/v1/admin/domain_allows")]
public sealed class AdminDomainAllowsController(AdminPolicies policies) : ControllerBase
{
    [HttpGet]
    [Authorize(Policy = Scopes.AdminReadDomainAllows, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<AdminDomainAllow>> Show(Asked asked, CancellationToken ct) =>
        [.. (await policies.PageAsync(areAllowed: true, asked.Page, ct)).Select(AdminDomainAllow.Of)];

    [HttpGet("{id}")]
    [Authorize(Policy = Scopes.AdminReadDomainAllows, AuthenticationSchemes = "token")]
    public async Task<AdminDomainAllow> One(string id, CancellationToken ct) =>
        AdminDomainAllow.Of(await policies.OneAsync(isAllowed: true, id, ct));

    /// <summary>Lets a server in; one that is let in stays so, one that is blocked or silenced does, too.</summary>
    [HttpPost]
    [Authorize(Policy = Scopes.AdminWriteDomainAllows, AuthenticationSchemes = "token")]
    public async Task<AdminDomainAllow> Add(Asked asked, CancellationToken ct)
    {
        var stands = await policies.AboutAsync(asked.Text("domain"), ct);
        if (stands is not null && stands.Level != PolicyLevel.Allow)
            throw new RefusalException(Refusal.DomainHasPolicy);
        return AdminDomainAllow.Of(stands ?? await policies.SetAsync(new DomainDecision(asked.Text("domain") ?? "", PolicyLevel.Allow), ct));
    }

    [HttpDelete("{id}")]
    [Authorize(Policy = Scopes.AdminWriteDomainAllows, AuthenticationSchemes = "token")]
    public async Task<AdminDomainAllow> Lift(string id, Asked asked, CancellationToken ct)
    {
        var policy = await policies.OneAsync(isAllowed: true, id, ct);
        await policies.LiftAsync(policy, asked.Text("text") ?? "", ct);
        return AdminDomainAllow.Of(policy);
    }
}
