using Microblog.Accounts;
using Microblog.Data;
using Microblog.Lists;
using Microblog.Relations.Mutes;
using Microblog.SignIn;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>The viewer's lists.</summary>
[ApiController]
[Route("api/v1")]
public sealed class ListsController(Viewer viewer, OwnLists lists) : ControllerBase
{
    [HttpGet("lists")]
    [Authorize(Policy = Scopes.ReadLists, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<AccountList>> All(CancellationToken ct) => [.. (await lists.AllAsync(viewer.RequiredActorId, ct)).Select(AccountList.Of)];

    [HttpGet("lists/{id}")]
    [Authorize(Policy = Scopes.ReadLists, AuthenticationSchemes = "token")]
    public async Task<AccountList> Show(string id, CancellationToken ct) =>
        AccountList.Of(await lists.RequireAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct));

    [HttpPost("lists")]
    [Authorize(Policy = Scopes.WriteLists, AuthenticationSchemes = "token")]
    public Task<AccountList> Create([FromForm] ListDraft draft, CancellationToken ct) => CreateAsync(draft, ct);

    [HttpPost("lists")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteLists, AuthenticationSchemes = "token")]
    public Task<AccountList> CreateFromJson([FromBody] ListDraft draft, CancellationToken ct) => CreateAsync(draft, ct);

    [HttpPut("lists/{id}")]
    [Authorize(Policy = Scopes.WriteLists, AuthenticationSchemes = "token")]
    public Task<AccountList> Change(string id, [FromForm] ListDraft draft, CancellationToken ct) => ChangeAsync(id, draft, ct);

    [HttpPut("lists/{id}")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteLists, AuthenticationSchemes = "token")]
    public Task<AccountList> ChangeFromJson(string id, [FromBody] ListDraft draft, CancellationToken ct) => ChangeAsync(id, draft, ct);

    [HttpDelete("lists/{id}")]
    [Authorize(Policy = Scopes.WriteLists, AuthenticationSchemes = "token")]
    public async Task<object> Delete(string id, CancellationToken ct)
    {
        await lists.DeleteAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        return new { };
    }

    [HttpGet("accounts/{id}/lists")]
    [Authorize(Policy = Scopes.ReadLists, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<AccountList>> With(string id, [FromServices] Db db, CancellationToken ct)
    {
        var (me, member) = (viewer.RequiredActorId, ApiText.RequiredId(id));
        var listed = await db.ListMembers.Where(m => m.ActorId == member && m.List!.OwnerId == me).Select(m => m.ListId).ToListAsync(ct);
        return [.. (await lists.AllAsync(me, ct)).Where(l => listed.Contains(l.Id)).Select(AccountList.Of)];
    }

    private async Task<AccountList> CreateAsync(ListDraft draft, CancellationToken ct) => AccountList.Of(
        await lists.CreateAsync(viewer.RequiredActorId, draft.Title ?? "", draft.ShownReplies ?? ShownReplies.ToMembers, draft.Exclusive ?? false, ct));

    private async Task<AccountList> ChangeAsync(string id, ListDraft draft, CancellationToken ct) => AccountList.Of(
        await lists.ChangeAsync(viewer.RequiredActorId, ApiText.RequiredId(id), draft.Title, draft.ShownReplies, draft.Exclusive, ct));
}

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
        // Some apps write the ids into the address, others into a form.
        var form = Request.HasFormContentType ? (await Request.ReadFormAsync(ct))["account_ids[]"].OfType<string>() : [];
        long[] removed = [.. ApiText.Listed(Request.Query, "account_ids").Concat(form).Select(ApiText.RequiredId)];
        await people.RemoveAsync(viewer.RequiredActorId, ApiText.RequiredId(id), removed, ct);
        return new { };
    }

    [HttpGet("timelines/list/{id}")]
    [Authorize(Policy = Scopes.ReadLists, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<Status>> Timeline(
        string id, [FromQuery] Paging paging, [FromServices] StatusReader statuses, [FromServices] TimeProvider clock, CancellationToken ct)
    {
        var me = viewer.RequiredActorId;
        var list = await lists.RequireAsync(me, ApiText.RequiredId(id), ct);
        var shown = db.Notices.OnHomeOf(db, me).OnList(db, list).WithoutMutedBy(db, me, clock.GetUtcNow());
        return await statuses.PageAsync(shown, me, paging.ToPage(), ct);
    }

    private async Task<object> AddAsync(string id, ListMembersDraft draft, ListPeople people, CancellationToken ct)
    {
        long[] added = [.. (draft.AccountIds ?? []).Select(ApiText.RequiredId).Distinct()];
        await people.AddAsync(viewer.RequiredActorId, ApiText.RequiredId(id), added, ct);
        return new { };
    }
}

/// <summary>A list, as client apps read it.</summary>
/// <remarks>Source: Mastodon API documentation, entity List.</remarks>
public sealed record AccountList(string Id, string Title, string RepliesPolicy, bool Exclusive)
{
    internal static AccountList Of(ListLine list) => new(ApiText.Id(list.Id), list.Title, PolicyOf(list.ShownReplies), list.IsExclusive);

    private static string PolicyOf(ShownReplies shown) => shown switch
    {
        ShownReplies.None => "none",
        ShownReplies.ToFollowed => "followed",
        _ => "list",
    };
}

/// <summary>What a client app asks of a list, as form or JSON.</summary>
public sealed record ListDraft
{
    public string? Title { get; init; }

    [FromForm(Name = "replies_policy")]
    public string? RepliesPolicy { get; init; }

    public bool? Exclusive { get; init; }

    /// <summary>Null when that was not said.</summary>
    /// <exception cref="RefusalException">There is no such policy.</exception>
    internal ShownReplies? ShownReplies => RepliesPolicy switch
    {
        null or "" => null,
        "list" => Lists.ShownReplies.ToMembers,
        "followed" => Lists.ShownReplies.ToFollowed,
        "none" => Lists.ShownReplies.None,
        _ => throw new RefusalException(Refusal.RepliesPolicyNotUnderstood),
    };
}

/// <summary>Whom a client app puts on a list or takes off, as form or JSON.</summary>
public sealed record ListMembersDraft
{
    [FromForm(Name = "account_ids")]
    public IReadOnlyList<string>? AccountIds { get; init; }
}
