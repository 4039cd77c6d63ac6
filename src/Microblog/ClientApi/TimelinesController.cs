using Microblog.Accounts;
using Microblog.Data;
using Microblog.Lists;
using Microblog.Notices;
using Microblog.Notices.Text;
using Microblog.Relations.Mutes;
using Microblog.SignIn;
using Microblog.Timelines;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Pages of statuses.</summary>
[ApiController]
[Route("api/v1/timelines")]
public sealed class TimelinesController(Db db, Viewer viewer, StatusReader statuses, TimeProvider clock) : ControllerBase
{
    [HttpGet("home")]
    [Authorize(Policy = Scopes.ReadStatuses, AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<Status>> Home([FromQuery] Paging paging, CancellationToken ct)
    {
        var owner = viewer.RequiredActorId;
        return PageAsync(db.Notices.OnHomeOf(db, owner).WithoutExclusiveLists(db, owner), paging, ct);
    }

    [HttpGet("public")]
    [ReadOrPassBy(Scopes.ReadStatuses)]
    public Task<IReadOnlyList<Status>> Public([FromQuery] Paging paging, [FromQuery] OriginFilter origin, CancellationToken ct)
    {
        var notices = origin.Local ? db.Notices.OnPublicPage() : db.Notices.Where(n => n.Visibility == Visibility.Public && n.RepeatOfId == null);
        return PageAsync(origin.Of(notices.InPlace()), paging, ct);
    }

    [HttpGet("tag/{name}")]
    [ReadOrPassBy(Scopes.ReadStatuses)]
    public Task<IReadOnlyList<Status>> Tag(
        string name, [FromQuery] Paging paging, [FromQuery] OriginFilter origin, [FromQuery] TagFilter tags, CancellationToken ct)
    {
        var key = Hashtag.KeyOf(name);
        return key.Length is 0 or > Hashtag.MaxLength
            ? throw new RefusalException(Refusal.NotFound)
            : PageAsync(origin.Of(tags.Of(db, key)), paging, ct);
    }

    private Task<IReadOnlyList<Status>> PageAsync(IQueryable<Placed> placed, Paging paging, CancellationToken ct) =>
        statuses.PageAsync(placed.WithoutMutedBy(viewer.ActorId, clock.GetUtcNow()), viewer.ActorId, paging.ToPage(), ct);
}

/// <summary>Only from here or from elsewhere, only with files.</summary>
public sealed record OriginFilter
{
    [FromQuery(Name = "local")]
    public bool Local { get; init; }

    [FromQuery(Name = "remote")]
    public bool Remote { get; init; }

    [FromQuery(Name = "only_media")]
    public bool OnlyMedia { get; init; }

    internal IQueryable<Placed> Of(IQueryable<Placed> placed)
    {
        if (Local)
            placed = placed.Where(p => p.Notice.Text != null);
        if (Remote)
            placed = placed.Where(p => p.Notice.Text == null);
        return OnlyMedia ? placed.Where(p => p.Notice.Attachments.Any()) : placed;
    }
}

/// <summary>Which other tags are wanted beside the one in the address.</summary>
/// <remarks>Source: Mastodon API documentation, "View hashtag timeline".</remarks>
public sealed record TagFilter
{
    /// <summary>Most tags that are looked at of each kind.</summary>
    private const int Most = 16;

    /// <summary>Or one of these.</summary>
    [FromQuery(Name = "any")]
    public IReadOnlyList<string>? Any { get; init; }

    /// <summary>And all of these.</summary>
    [FromQuery(Name = "all")]
    public IReadOnlyList<string>? All { get; init; }

    /// <summary>And none of these.</summary>
    [FromQuery(Name = "none")]
    public IReadOnlyList<string>? None { get; init; }

    internal IQueryable<Placed> Of(Db db, string key)
    {
        var (any, all, none) = (Keys(Any), Keys(All), Keys(None));
        var tagged = any.Length == 0 ? db.Notices.Tagged(db, key) : db.Notices.TaggedByAny(db, [key, .. any]);
        foreach (var other in all)
            tagged = tagged.Where(p => p.Notice.Tags.Any(t => t.Key == other));
        return none.Length == 0 ? tagged : tagged.Where(p => !p.Notice.Tags.Any(t => none.Contains(t.Key)));
    }

    private static string[] Keys(IReadOnlyList<string>? names) => [.. (names ?? []).Take(Most).Select(Hashtag.KeyOf).Where(k => k.Length > 0)];
}
