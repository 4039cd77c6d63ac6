using Microblog.Accounts;
using Microblog.Data;
using Microblog.Notifications;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi;

/// <summary>How far the viewer has read, for all their apps.</summary>
/// <remarks>Source: Mastodon API documentation, markers.</remarks>
[ApiController]
[Route("api/v1/markers")]
public sealed class MarkersController(Db db, Viewer viewer, MarkRead mark) : ControllerBase
{
    private static readonly Dictionary<string, MarkedTimeline> Timelines = new(StringComparer.Ordinal)
    {
        ["home"] = MarkedTimeline.Home,
        ["notifications"] = MarkedTimeline.Notifications,
    };

    [HttpGet]
    [Authorize(Policy = Scopes.ReadStatuses, AuthenticationSchemes = "token")]
    public async Task<IReadOnlyDictionary<string, MarkerEntity>> Show(CancellationToken ct)
    {
        var me = viewer.RequiredActorId;
        MarkedTimeline[] asked = [.. ApiText.Listed(Request.Query, "timeline").Where(Timelines.ContainsKey).Select(t => Timelines[t])];
        var markers = await db.Markers.Where(m => m.OwnerId == me && asked.Contains(m.Timeline)).AsNoTracking().ToListAsync(ct);
        return markers.ToDictionary(m => NameOf(m.Timeline), MarkerEntity.Of, StringComparer.Ordinal);
    }

    [HttpPost]
    [Authorize(Policy = Scopes.WriteStatuses, AuthenticationSchemes = "token")]
    public Task<IReadOnlyDictionary<string, MarkerEntity>> Set([FromForm] MarkersDraft draft, CancellationToken ct) => SetAsync(draft, ct);

    [HttpPost]
    [Consumes("application/json")]
    [Authorize(Policy = Scopes.WriteStatuses, AuthenticationSchemes = "token")]
    public Task<IReadOnlyDictionary<string, MarkerEntity>> SetFromJson([FromBody] MarkersDraft draft, CancellationToken ct) => SetAsync(draft, ct);

    private async Task<IReadOnlyDictionary<string, MarkerEntity>> SetAsync(MarkersDraft draft, CancellationToken ct)
    {
        var set = new Dictionary<string, MarkerEntity>(StringComparer.Ordinal);
        foreach (var (name, read) in new[] { ("home", draft.Home), ("notifications", draft.Notifications) })
        {
            if (ApiText.IdOrNull(read?.LastReadId) is { } id)
                set[name] = MarkerEntity.Of(await mark.RunAsync(viewer.RequiredActorId, Timelines[name], id, ct));
        }

        return set;
    }

    private static string NameOf(MarkedTimeline timeline) => Timelines.Single(t => t.Value == timeline).Key;
}

/// <summary>What a client app has read, as form or JSON.</summary>
public sealed record MarkersDraft
{
    [FromForm(Name = "home")]
    public MarkerDraft? Home { get; init; }

    [FromForm(Name = "notifications")]
    public MarkerDraft? Notifications { get; init; }
}

/// <summary>The newest that was read.</summary>
public sealed record MarkerDraft
{
    [FromForm(Name = "last_read_id")]
    public string? LastReadId { get; init; }
}

/// <summary>How far a timeline was read, as client apps read it.</summary>
/// <remarks>Source: Mastodon API documentation, entity Marker.</remarks>
public sealed record MarkerEntity(string LastReadId, int Version, string UpdatedAt)
{
    internal static MarkerEntity Of(Marker marker) => new(ApiText.Id(marker.LastReadId), marker.Version, ApiText.Instant(marker.UpdatedAt));
}
