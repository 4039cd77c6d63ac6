using Microblog.Moderation.Domains;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi.Admin;

/// <summary>Servers that are blocked, silenced or limited, for moderators.</summary>
/// <remarks>Source: Mastodon API documentation, admin/domain_blocks.</remarks>
[ApiController]
[Route("api/v1/admin/domain_blocks")]
public sealed class AdminDomainBlocksController(AdminPolicies policies) : ControllerBase
{
    [HttpGet]
    [Authorize(Policy = Scopes.AdminReadDomainBlocks, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<AdminDomainBlock>> Show(Asked asked, CancellationToken ct) =>
        [.. (await policies.PageAsync(areAllowed: false, asked.Page, ct)).Select(AdminDomainBlock.Of)];

    [HttpGet("{id}")]
    [Authorize(Policy = Scopes.AdminReadDomainBlocks, AuthenticationSchemes = "token")]
    public async Task<AdminDomainBlock> One(string id, CancellationToken ct) =>
        AdminDomainBlock.Of(await policies.OneAsync(isAllowed: false, id, ct));

    /// <summary>Decides about a server about which nothing was decided: an app that adds something must not weaken what stands.</summary>
    [HttpPost]
    [Authorize(Policy = Scopes.AdminWriteDomainBlocks, AuthenticationSchemes = "token")]
    public async Task<AdminDomainBlock> Add(Asked asked, CancellationToken ct)
    {
        if (await policies.AboutAsync(asked.Text("domain"), ct) is not null)
            throw new RefusalException(Refusal.DomainHasPolicy);
        var decision = Changed(new DomainDecision(asked.Text("domain") ?? "", PolicyLevel.Silence), asked);
        return AdminDomainBlock.Of(await policies.SetAsync(decision, ct));
    }

    /// <summary>Changes what is said; what is not said stays as it is.</summary>
    [HttpPut("{id}")]
    [Authorize(Policy = Scopes.AdminWriteDomainBlocks, AuthenticationSchemes = "token")]
    public async Task<AdminDomainBlock> Change(string id, Asked asked, CancellationToken ct)
    {
        var policy = await policies.OneAsync(isAllowed: false, id, ct);
        var stands = new DomainDecision(
            policy.Host, policy.Level, policy.RejectsMedia, policy.RejectsReports, policy.PublicComment, policy.PrivateComment, policy.IsObfuscated);
        return AdminDomainBlock.Of(await policies.SetAsync(Changed(stands, asked), ct));
    }

    [HttpDelete("{id}")]
    [Authorize(Policy = Scopes.AdminWriteDomainBlocks, AuthenticationSchemes = "token")]
    public async Task<object> Lift(string id, Asked asked, CancellationToken ct)
    {
        await policies.LiftAsync(await policies.OneAsync(isAllowed: false, id, ct), asked.Text("text") ?? "", ct);
        return new { };
    }

    private static DomainDecision Changed(DomainDecision stands, Asked asked) => stands with
    {
        Level = asked.Text("severity") is { } severity ? AdminDomainBlock.LevelOf(severity) : stands.Level,
        RejectsMedia = asked.Flag("reject_media") ?? stands.RejectsMedia,
        RejectsReports = asked.Flag("reject_reports") ?? stands.RejectsReports,
        PublicComment = asked.Says("public_comment") ? asked.Text("public_comment") ?? "" : stands.PublicComment,
        PrivateComment = asked.Says("private_comment") ? asked.Text("private_comment") ?? "" : stands.PrivateComment,
        IsObfuscated = asked.Flag("obfuscate") ?? stands.IsObfuscated,
    };
}
