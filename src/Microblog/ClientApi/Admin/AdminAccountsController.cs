using Microblog.Data;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi.Admin;

/// <summary>Accounts, for moderators.</summary>
/// <remarks>Source: Mastodon API documentation, admin/accounts.</remarks>
[ApiController]
[Route("api")]
[Authorize(Policy = Scopes.AdminReadAccounts, AuthenticationSchemes = "token")]
public sealed class AdminAccountsController(Db db, AdminAccounts accounts, TimeProvider clock) : ControllerBase
{
    [HttpGet("v1/admin/accounts")]
    public Task<IReadOnlyList<AdminAccount>> First(Asked asked, CancellationToken ct) => PageAsync(AccountFilter.First(asked), asked, ct);

    [HttpGet("v2/admin/accounts")]
    public Task<IReadOnlyList<AdminAccount>> Second(Asked asked, CancellationToken ct) => PageAsync(AccountFilter.Second(asked), asked, ct);

    [HttpGet("v1/admin/accounts/{id}")]
    public Task<AdminAccount> One(string id, CancellationToken ct) => accounts.OneAsync(ApiText.RequiredId(id), clock.GetUtcNow(), ct);

    private Task<IReadOnlyList<AdminAccount>> PageAsync(AccountFilter filter, Asked asked, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return accounts.PageAsync(filter.Of(db, now), asked.Page, now, ct);
    }
}
