using Microblog.Accounts;
using Microblog.Data;
using Microblog.Relations.Mutes;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>Whom the viewer has muted; mutes and sees again.</summary>
[ApiController]
[Route("api/v1")]
public sealed class MutesController(Db db, Viewer viewer, AccountLists lists, RelationshipReader relationships, TimeProvider clock) : ControllerBase
{
    [HttpGet("mutes")]
    [Authorize(Policy = Scopes.ReadMutes, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyList<MutedAccount>> Show([FromQuery] Paging paging, CancellationToken ct)
    {
        var mutes = db.Mutes.At(clock.GetUtcNow()).Where(m => m.MuterId == viewer.RequiredActorId);
        var accounts = await lists.PageAsync(mutes.Select(m => new PlacedActor { Id = m.Id, Actor = m.Muted! }), paging.ToPage(), ct);
        var shown = accounts.Select(a => ApiText.RequiredId(a.Id)).ToArray();
        var ends = await mutes.Where(m => shown.Contains(m.MutedId)).ToDictionaryAsync(m => ApiText.Id(m.MutedId), m => m.EndsAt, StringComparer.Ordinal, ct);
        return [.. accounts.Select(a => new MutedAccount(a, ends.GetValueOrDefault(a.Id)))];
    }

    [HttpPost("accounts/{id}/mute")]
    [Authorize(Policy = Scopes.WriteMutes, AuthenticationSchemes = "token")]
    public Task<Relationship> Mute(string id, [FromForm] MuteDraft draft, [FromServices] MuteActor mute, CancellationToken ct) => MuteAsync(id, draft, mute, ct);

    [HttpPost("accounts/{id}/mute")]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteMutes, AuthenticationSchemes = "token")]
    public Task<Relationship> MuteFromJson(string id, [FromBody] MuteDraft draft, [FromServices] MuteActor mute, CancellationToken ct) =>
        MuteAsync(id, draft, mute, ct);

    [HttpPost("accounts/{id}/unmute")]
    [Authorize(Policy = Scopes.WriteMutes, AuthenticationSchemes = "token")]
    public async Task<Relationship> Unmute(string id, [FromServices] UnmuteActor unmute, CancellationToken ct)
    {
        var muted = ApiText.RequiredId(id);
        await unmute.RunAsync(viewer.RequiredActorId, muted, ct);
        return await relationships.ToAsync(muted, ct);
    }

    private async Task<Relationship> MuteAsync(string id, MuteDraft draft, MuteActor mute, CancellationToken ct)
    {
        var muted = ApiText.RequiredId(id);
        await mute.RunAsync(viewer.RequiredActorId, muted, draft.Notifications ?? true, draft.Lasts, ct);
        return await relationships.ToAsync(muted, ct);
    }
}

/// <summary>How somebody is to be muted.</summary>
/// <remarks>Source: Mastodon API documentation, "Mute account".</remarks>
public sealed record MuteDraft
{
    public bool? Notifications { get; init; }

    /// <summary>In seconds; nothing or 0 for until it is taken back.</summary>
    public long? Duration { get; init; }

    internal TimeSpan? Lasts => Duration is { } seconds and > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, MuteActor.Longest.TotalSeconds)) : null;
}
