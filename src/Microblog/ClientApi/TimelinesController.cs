using Microblog.Accounts;
using Microblog.Data;
using Microblog.Filters;
using Microblog.Notices.Text;
using Microblog.Relations.Mutes;
using Microblog.Search;
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
    public Task<IReadOnlyList<Status>> Home([FromQuery] Paging paging, CancellationToken ct) =>
        statuses.PageAsync(db.Notices.ReadAtHomeBy(db, viewer.RequiredActorId, clock.GetUtcNow()), viewer.ActorId, paging.ToPage(), ct, FilterContexts.Home);

    [HttpGet("public")]
    [ReadOrPassBy(Scopes.ReadStatuses)]
    public Task<IReadOnlyList<Status>> Public([FromQuery] Paging paging, [FromQuery] OriginFilter origin, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var notices = origin.Local ? db.Notices.OnPublicPage(now) : db.Notices.OnFederatedPage(now);
        return PageAsync(origin.Of(notices.InPlace()), paging, ct);
    }

    [HttpGet("tag/{name}")]
    [ReadOrPassBy(Scopes.ReadStatuses)]
    public Task<IReadOnlyList<Status>> Tag(string name, [FromQuery] Paging paging, [FromQuery] OriginFilter origin, CancellationToken ct)
    {
        var key = Hashtag.KeyOf(name);
        return key.Length is 0 or > Hashtag.MaxLength
            ? throw new RefusalException(Refusal.NotFound)
            : PageAsync(origin.Of(TagFilter.In(Request.Query).Of(db, key, clock.GetUtcNow())), paging, ct);
    }

    /// <summary>Statuses that lead to a page.</summary>
    /// <remarks>COMPAT(Mastodon): there the page must be in the news; here any will do.</remarks>
    [HttpGet("link")]
    [ReadOrPassBy(Scopes.ReadStatuses)]
    public Task<IReadOnlyList<Status>> Link([FromQuery] string? url, [FromQuery] Paging paging, [FromServices] FindNotices find, CancellationToken ct) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? PageAsync(find.LinkingTo(address, paging.ToPage()).InPlace(), paging, ct)
            : throw new RefusalException(Refusal.NotFound);

    private Task<IReadOnlyList<Status>> PageAsync(IQueryable<Placed> placed, Paging paging, CancellationToken ct) =>
        statuses.PageAsync(placed.WithoutMutedBy(db, viewer.ActorId, clock.GetUtcNow()), viewer.ActorId, paging.ToPage(), ct, FilterContexts.Public);
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
/// <param name="Any">Or one of these.</param>
/// <param name="All">And all of these.</param>
/// <param name="None">And none of these.</param>
/// <remarks>Source: Mastodon API documentation, "View hashtag timeline".</remarks>
internal sealed record TagFilter(string[] Any, string[] All, string[] None)
{
    /// <summary>Most tags that are looked at of each kind.</summary>
    private const int Most = 16;

    public static TagFilter In(IQueryCollection query) => new(Keys(query, "any"), Keys(query, "all"), Keys(query, "none"));

    public IQueryable<Placed> Of(Db db, string key, DateTimeOffset now)
    {
        var tagged = Any.Length == 0 ? db.Notices.Tagged(db, key, now) : db.Notices.TaggedByAny(db, [key, .. Any], now);
        foreach (var other in All)
            tagged = tagged.Where(p => p.Notice.Tags.Any(t => t.Key == other));
        return None.Length == 0 ? tagged : tagged.Where(p => !p.Notice.Tags.Any(t => None.Contains(t.Key)));
    }

    private static string[] Keys(IQueryCollection query, string name) =>
        [.. ApiText.Listed(query, name).Take(Most).Select(Hashtag.KeyOf).Where(k => k.Length > 0)];
}
