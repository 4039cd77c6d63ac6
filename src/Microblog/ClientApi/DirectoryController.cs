using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Relations;
using Microblog.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Those who agreed to stand in a directory.</summary>
/// <remarks>Source: Mastodon API documentation, directory.</remarks>
[ApiController]
[Route("api/v1/directory")]
public sealed class DirectoryController(Db db, Viewer viewer, AccountLists accounts, TimeProvider clock) : ControllerBase
{
    private const int Most = 80;

    [HttpGet]
    [ReadOrPassBy(Scopes.ReadAccounts)]
    public async Task<IReadOnlyList<Account>> Show(
        [FromQuery] string? order, [FromQuery] bool local, [FromQuery] string? offset, [FromQuery] string? limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var listed = db.Actors.ThatAreShown(now).ThatStrangersMeet(now).Where(a => a.IsDiscoverable == true && a.MovedToId == null);
        if (viewer.ActorId is { } me)
            listed = listed.NotBlocking(me);
        if (local)
            listed = listed.Where(a => a.Host == "");
        var ordered = order == "new"
            ? listed.OrderByDescending(a => a.Id)
            : listed.OrderByDescending(a => db.Notices.Where(n => n.AuthorId == a.Id).Max(n => (long?)n.Id) ?? 0).ThenByDescending(a => a.Id);
        var ids = await ordered
            .Skip(Math.Clamp(Paging.LimitOf(offset, 0), 0, 100_000))
            .Take(Math.Clamp(Paging.LimitOf(limit, Most / 2), 1, Most))
            .Select(a => a.Id)
            .ToArrayAsync(ct);
        var read = await accounts.ByIdAsync(ids, ct);
        return [.. ids.Select(id => read.GetValueOrDefault(id)).OfType<Account>()];
    }
}
