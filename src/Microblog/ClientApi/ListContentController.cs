using Microblog.Accounts;
using Microblog.Data;
using Microblog.Filters;
using Microblog.Lists;
using Microblog.SignIn;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Microblog.ClientApi;

/// <summary>Who is on the viewer's lists, and what they say.</summary>
[ApiController]
[Route("api/v1")]
public sealed class ListContentController(Db db, Viewer viewer, OwnLists lists, AccountLists accounts) : ControllerBase
{
    [HttpGet("lists/{id}/accounts")]
    [Authorize(Policy = Scopes.ReadLists, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<Account>> Accounts(string id, [FromQuery] Paging paging, CancellationToken ct)
    {
        var list = await lists.RequireAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        var members = db.ListMembers.Where(m => m.ListId == list.Id).Select(m => new PlacedActor { Id = m.Place, Actor = m.Actor! });

        // All of them at once for who asks so: source Mastodon API documentation, "View accounts in a list".
        var page = paging.Limit == "0" ? new Page(Limit: PersonList.MostMembers) { IsWhole = true } : paging.ToPage();
        return await accounts.PageAsync(members, page, ct);
    }

    [HttpPost("lists/{id}/accounts")]
    [Authorize(Policy = Scopes.WriteLists, AuthenticationSchemes = "token")]
    public Task<object> Add(string id, [FromForm] ListMembersDraft draft, [FromServices] ListPeople people, CancellationToken ct) => AddAsync(id, draft, people, ct);

    [HttpPost("lists/{id}/accounts")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteLists, AuthenticationSchemes = "token")]
    public Task<object> AddFromJson(string id, [FromBody] ListMembersDraft draft, [FromServices] ListPeople people, CancellationToken ct) => AddAsync(id, draft, people, ct);

    [HttpDelete("lists/{id}/accounts")]
    [Authorize(Policy = Scopes.WriteLists, AuthenticationSchemes = "token")]
    public async Task<object> Remove(string id, [FromServices] ListPeople people, CancellationToken ct)
    {
        // Some apps write the ids into the address, others into a form or JSON.
        var form = Request.HasFormContentType ? (await Request.ReadFormAsync(ct))["account_ids[]"].OfType<string>() : [];
        return await RemoveAsync(id, form, people, ct);
    }

    [HttpDelete("lists/{id}/accounts")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteLists, AuthenticationSchemes = "token")]
    public Task<object> RemoveFromJson(
        string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ListMembersDraft? draft, [FromServices] ListPeople people, CancellationToken ct) =>
        RemoveAsync(id, draft?.AccountIds ?? [], people, ct);

    [HttpGet("timelines/list/{id}")]
    [Authorize(Policy = Scopes.ReadLists, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<Status>> Timeline(
        string id, [FromQuery] Paging paging, [FromServices] StatusReader statuses, [FromServices] TimeProvider clock, CancellationToken ct)
    {
        var me = viewer.RequiredActorId;
        var list = await lists.RequireAsync(me, ApiText.RequiredId(id), ct);
        return await statuses.PageAsync(db.Notices.ReadOnList(db, list, clock.GetUtcNow()), me, paging.ToPage(), ct, FilterContexts.Home);
    }

    private async Task<object> RemoveAsync(string id, IEnumerable<string> accountIds, ListPeople people, CancellationToken ct)
    {
        long[] removed = [.. ApiText.Listed(Request.Query, "account_ids").Concat(accountIds).Select(ApiText.RequiredId)];
        await people.RemoveAsync(viewer.RequiredActorId, ApiText.RequiredId(id), removed, ct);
        return new { };
    }

    private async Task<object> AddAsync(string id, ListMembersDraft draft, ListPeople people, CancellationToken ct)
    {
        long[] added = [.. (draft.AccountIds ?? []).Select(ApiText.RequiredId).Distinct()];
        await people.AddAsync(viewer.RequiredActorId, ApiText.RequiredId(id), added, ct);
        return new { };
    }
}

/// <summary>Whom a client app puts on a list or takes off, as form or JSON.</summary>
public sealed record ListMembersDraft
{
    [FromForm(Name = "account_ids")]
    public IReadOnlyList<string>? AccountIds { get; init; }
}
