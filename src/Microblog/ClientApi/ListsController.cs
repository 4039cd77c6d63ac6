using Microblog.Accounts;
using Microblog.Data;
using Microblog.Lists;
using Microblog.SignIn;
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
    public async Task<IReadOnlyList<ListEntity>> All(CancellationToken ct) => [.. (await lists.AllAsync(viewer.RequiredActorId, ct)).Select(ListEntity.Of)];

    [HttpGet("lists/{id}")]
    [Authorize(Policy = Scopes.ReadLists, AuthenticationSchemes = "token")]
    public async Task<ListEntity> Show(string id, CancellationToken ct) =>
        ListEntity.Of(await lists.RequireAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct));

    [HttpPost("lists")]
    [Authorize(Policy = Scopes.WriteLists, AuthenticationSchemes = "token")]
    public Task<ListEntity> Create([FromForm] ListDraft draft, CancellationToken ct) => CreateAsync(draft, ct);

    [HttpPost("lists")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteLists, AuthenticationSchemes = "token")]
    public Task<ListEntity> CreateFromJson([FromBody] ListDraft draft, CancellationToken ct) => CreateAsync(draft, ct);

    [HttpPut("lists/{id}")]
    [Authorize(Policy = Scopes.WriteLists, AuthenticationSchemes = "token")]
    public Task<ListEntity> Change(string id, [FromForm] ListDraft draft, CancellationToken ct) => ChangeAsync(id, draft, ct);

    [HttpPut("lists/{id}")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteLists, AuthenticationSchemes = "token")]
    public Task<ListEntity> ChangeFromJson(string id, [FromBody] ListDraft draft, CancellationToken ct) => ChangeAsync(id, draft, ct);

    [HttpDelete("lists/{id}")]
    [Authorize(Policy = Scopes.WriteLists, AuthenticationSchemes = "token")]
    public async Task<object> Delete(string id, CancellationToken ct)
    {
        await lists.DeleteAsync(viewer.RequiredActorId, ApiText.RequiredId(id), ct);
        return new { };
    }

    [HttpGet("accounts/{id}/lists")]
    [Authorize(Policy = Scopes.ReadLists, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<ListEntity>> With(string id, [FromServices] Db db, CancellationToken ct)
    {
        var (me, member) = (viewer.RequiredActorId, ApiText.RequiredId(id));
        var listed = await db.ListMembers.Where(m => m.ActorId == member && m.List!.OwnerId == me).Select(m => m.ListId).ToListAsync(ct);
        return [.. (await lists.AllAsync(me, ct)).Where(l => listed.Contains(l.Id)).Select(ListEntity.Of)];
    }

    private async Task<ListEntity> CreateAsync(ListDraft draft, CancellationToken ct) => ListEntity.Of(
        await lists.CreateAsync(viewer.RequiredActorId, draft.Title ?? "", draft.ShownReplies ?? ShownReplies.ToMembers, draft.Exclusive ?? false, ct));

    private async Task<ListEntity> ChangeAsync(string id, ListDraft draft, CancellationToken ct) => ListEntity.Of(
        await lists.ChangeAsync(viewer.RequiredActorId, ApiText.RequiredId(id), draft.Title, draft.ShownReplies, draft.Exclusive, ct));
}

/// <summary>A list, as client apps read it.</summary>
/// <remarks>Source: Mastodon API documentation, entity List.</remarks>
public sealed record ListEntity(string Id, string Title, string RepliesPolicy, bool Exclusive)
{
    internal static ListEntity Of(ListLine list) => new(ApiText.Id(list.Id), list.Title, PolicyOf(list.ShownReplies), list.IsExclusive);

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
