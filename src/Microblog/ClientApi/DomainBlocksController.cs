using Microblog.Accounts;
using Microblog.Data;
using Microblog.Relations.Domains;
using Microblog.SignIn;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>The servers that the viewer has blocked for themselves.</summary>
[ApiController]
[Route("api/v1/domain_blocks")]
public sealed class DomainBlocksController(Db db, Viewer viewer, BlockDomain block, PageLinks links) : ControllerBase
{
    private const int DefaultLimit = 100;
    private const int MaxLimit = 200;

    [HttpGet]
    [Authorize(Policy = Scopes.ReadBlocks, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<string>> Show([FromQuery] Paging paging, CancellationToken ct)
    {
        var page = paging.ToPage() with { Limit = Math.Clamp(Paging.LimitOf(paging.Limit, DefaultLimit), 1, MaxLimit), IsWhole = true };
        var read = await db.PersonalDomainBlocks
            .Where(b => b.OwnerId == viewer.RequiredActorId)
            .On(page, b => b.Id)
            .Select(b => new { b.Id, b.Host })
            .ToListAsync(ct);
        return [.. links.InOrder(read, page, b => b.Id).Select(b => b.Host)];
    }

    [HttpPost]
    [Authorize(Policy = Scopes.WriteBlocks, AuthenticationSchemes = "token")]
    public Task<object> Block([FromForm] DomainDraft draft, CancellationToken ct) => BlockAsync(draft, ct);

    [HttpPost]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteBlocks, AuthenticationSchemes = "token")]
    public Task<object> BlockFromJson([FromBody] DomainDraft draft, CancellationToken ct) => BlockAsync(draft, ct);

    [HttpDelete]
    [Authorize(Policy = Scopes.WriteBlocks, AuthenticationSchemes = "token")]
    public async Task<object> Unblock([FromQuery] string? domain, CancellationToken ct)
    {
        // Some apps write the name into the address, others into a form or JSON.
        var form = Request.HasFormContentType ? (await Request.ReadFormAsync(ct))["domain"].ToString() : "";
        return await UnblockAsync(string.IsNullOrEmpty(domain) ? form : domain, ct);
    }

    [HttpDelete]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteBlocks, AuthenticationSchemes = "token")]
    public Task<object> UnblockFromJson([FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] DomainDraft? draft, [FromQuery] string? domain, CancellationToken ct) =>
        UnblockAsync(draft?.Domain ?? domain ?? "", ct);

    private async Task<object> BlockAsync(DomainDraft draft, CancellationToken ct)
    {
        await block.RunAsync(viewer.RequiredActorId, draft.Domain ?? "", ct);
        return new { };
    }

    private async Task<object> UnblockAsync(string domain, CancellationToken ct)
    {
        await block.EndAsync(viewer.RequiredActorId, domain, ct);
        return new { };
    }
}

/// <summary>Which server a client app means.</summary>
public sealed record DomainDraft
{
    public string? Domain { get; init; }
}
