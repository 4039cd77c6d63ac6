using Microblog.Accounts;
using Microblog.Data;
using Microblog.Filters;
using Microblog.SignIn;
using Microblog.Timelines;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Shows accounts and what they said.</summary>
[ApiController]
[Route("api/v1/accounts")]
public sealed class AccountsController(Db db, Viewer viewer, ReadAccount read, StatusReader statuses) : ControllerBase
{
    [HttpGet("{id}")]
    [ReadOrPassBy(Scopes.ReadAccounts)]
    public Task<Account> Show(string id, CancellationToken ct) => read.OneAsync(ApiText.RequiredId(id), ct);

    [HttpGet("lookup")]
    [ReadOrPassBy(Scopes.ReadAccounts)]
    public Task<Account> LookUp([FromQuery] string? acct, CancellationToken ct) => read.ByAddressAsync(acct ?? "", ct);

    [HttpGet("{id}/statuses")]
    [ReadOrPassBy(Scopes.ReadStatuses)]
    public async Task<IReadOnlyList<Status>> Statuses(
        string id, [FromQuery] Paging paging, [FromQuery] StatusFilter filter, CancellationToken ct)
    {
        var actorId = await read.RequireShownAsync(ApiText.RequiredId(id), ct);
        return await statuses.PageAsync(filter.Of(db.Notices.By(actorId)), viewer.ActorId, paging.ToPage(), ct, FilterContexts.Account);
    }
}
