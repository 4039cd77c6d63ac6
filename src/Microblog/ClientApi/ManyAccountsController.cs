using Microblog.Accounts;
using Microblog.Data;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Shows several accounts at once: by their ids, by what somebody types, and who of those the viewer follows knows them.</summary>
/// <remarks>Source: Mastodon API documentation, accounts.</remarks>
[ApiController]
[Route("api/v1/accounts")]
public sealed class ManyAccountsController(Db db, Viewer viewer, AccountLists accounts) : ControllerBase
{
    /// <summary>Most accounts that are asked for at once.</summary>
    private const int Most = 40;

    /// <summary>Most that are named of those who know somebody.</summary>
    private const int MostFamiliar = 40;

    [HttpGet]
    [ReadOrPassBy(Scopes.ReadAccounts)]
    public async Task<IReadOnlyList<Account>> Show(CancellationToken ct)
    {
        var asked = Asked();
        var read = await accounts.ByIdAsync(asked, ct);
        return [.. asked.Select(id => read.GetValueOrDefault(id)).OfType<Account>()];
    }

    [HttpGet("search")]
    [Authorize(Policy = Scopes.ReadAccounts, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<Account>> Search([FromQuery] SearchQuery asked, [FromServices] FindAccounts find, CancellationToken ct) => find.RunAsync(
        new(asked.Text ?? "", Paging.LimitOf(asked.Limit, Most), Paging.LimitOf(asked.Offset, 0), asked.Resolve, asked.Following), ct);

    [HttpGet("familiar_followers")]
    [Authorize(Policy = Scopes.ReadFollows, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<FamiliarFollowers>> Familiar(CancellationToken ct) => FamiliarAsync(Asked(), ct);

    /// <summary>The same of accounts that a body names.</summary>
    /// <remarks>COMPAT(Mastodon.py): it asks this way, as Mastodon reads a body with any verb.</remarks>
    [HttpGet("familiar_followers")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.ReadFollows, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<FamiliarFollowers>> FamiliarFromJson([FromBody] AskedAccounts body, CancellationToken ct) => FamiliarAsync(Asked(body.Id ?? []), ct);

    private async Task<IReadOnlyList<FamiliarFollowers>> FamiliarAsync(long[] asked, CancellationToken ct)
    {
        var me = viewer.RequiredActorId;
        var followed = db.Follows.Where(f => f.FollowerId == me && f.IsAccepted).Select(f => f.FollowedId);
        var pairs = await db.Follows
            .Where(f => asked.Contains(f.FollowedId) && f.IsAccepted && f.FollowerId != me && followed.Contains(f.FollowerId) && !f.Follower!.HidesFollows && !f.Followed!.HidesFollows)
            .OrderByDescending(f => f.Id)
            .Select(f => new { f.FollowedId, f.FollowerId })
            .Take(MostFamiliar * Most)
            .ToListAsync(ct);
        var read = await accounts.ByIdAsync([.. pairs.Select(p => p.FollowerId).Distinct()], ct);
        return
        [
            .. asked.Select(id => new FamiliarFollowers(
                ApiText.Id(id),
                [.. pairs.Where(p => p.FollowedId == id).Take(MostFamiliar).Select(p => read.GetValueOrDefault(p.FollowerId)).OfType<Account>()])),
        ];
    }

    private long[] Asked(params IReadOnlyList<string?> more) =>
        [.. ApiText.Listed(Request.Query, "id").Concat(more.OfType<string>()).Select(ApiText.IdOrNull).OfType<long>().Distinct().Take(Most)];
}

/// <summary>Accounts that a client app asks for, in JSON.</summary>
public sealed record AskedAccounts
{
    public IReadOnlyList<string?>? Id { get; init; }
}

/// <summary>Who of those whom the viewer follows follows somebody.</summary>
/// <remarks>Source: Mastodon API documentation, entity FamiliarFollowers.</remarks>
public sealed record FamiliarFollowers(string Id, IReadOnlyList<Account> Accounts);
