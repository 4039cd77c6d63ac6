using Microblog.Accounts;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Filters;
using Microblog.Timelines;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Search;

/// <summary>The page where people, tags and notices are found; an address leads to what it means.</summary>
public sealed class SearchPageController(Db db, Viewer viewer, FindNotices notices, FindActors actors, FillNotices fill, TimeProvider clock) : Controller
{
    private const int MostPeople = 5;
    private const int MostTags = 10;

    [AllowAnonymous]
    [HttpGet("/search")]
    public async Task<IActionResult> Show([FromQuery(Name = "q")] string? text, PageQuery page, CancellationToken ct)
    {
        var query = text?.Trim() ?? "";
        if (query.Length is 0 or > Looked.LongestQuery)
            return View("Search", new SearchPage(query, [], [], new([], null, null)));
        var looked = Looked.Parse(query);
        var isFirst = page.MaxId is null && page.MinId is null;
        return View("Search", new SearchPage(
            query,
            isFirst ? await PeopleAsync(query, ct) : [],
            isFirst ? await db.TagsFromAsync(query, MostTags, 0, ct) : [],
            await ListAsync(looked, page, ct)));
    }

    /// <summary>Leads to whom or what an address means, asking its server.</summary>
    [Authorize]
    [HttpPost("/searches")]
    public async Task<IActionResult> Find(
        [FromForm(Name = "q")] string? text, [FromServices] AskElsewhere elsewhere, [FromServices] RefusalTexts refusals, CancellationToken ct)
    {
        var query = text?.Trim() ?? "";
        try
        {
            return LocalRedirect(await elsewhere.RunAsync(query, viewer.ActorId, ct));
        }
        catch (RefusalException refusal)
        {
            Response.StatusCode = RefusalFilter.StatusOf(refusal.Refusal);
            return View("Search", new SearchPage(query, [], [], new([], null, null)) { Problem = refusals.Of(refusal) });
        }
    }

    private async Task<IReadOnlyList<ActorName>> PeopleAsync(string query, CancellationToken ct)
    {
        var ids = await actors.RunAsync(new(query, MostPeople), viewer.ActorId, ct);
        var names = await db.Actors
            .Where(a => ids.Contains(a.Id))
            .Select(a => new ActorName(a.Id, a.Handle, a.Host, a.DisplayName, a.IconUrl))
            .ToDictionaryAsync(a => a.Id, ct);
        return [.. ids.Select(id => names[id])];
    }

    private async Task<NoticeList> ListAsync(Looked looked, PageQuery page, CancellationToken ct) =>
        await notices.RunAsync(looked, viewer.ActorId, new Page(page.MaxId, MinId: page.MinId), ct) is { } found
            ? await NoticeList.ReadAsync(found.VisibleTo(viewer.ActorId, clock.GetUtcNow()), page, fill, ct, FilterContexts.Public)
            : new([], null, null);
}

/// <summary>What was looked for, and what was found.</summary>
public sealed record SearchPage(string Query, IReadOnlyList<ActorName> People, IReadOnlyList<string> Tags, NoticeList List)
{
    /// <summary>Why an address led nowhere; null when none was asked about.</summary>
    public string? Problem { get; init; }

    /// <summary>It is an address, whose server could be asked.</summary>
    public bool MayBeElsewhere => Query.Length > 0
        && (Query.Contains("://", StringComparison.Ordinal) || (Query.LastIndexOf('@') > 0 && !Query.Any(char.IsWhiteSpace)));
}
