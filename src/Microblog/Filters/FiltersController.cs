using Microblog.Accounts;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Microblog.Filters;

/// <summary>The pages on which a person says what they do not want to see.</summary>
[Authorize]
public sealed class FiltersController(Viewer viewer, OwnFilters filters, RefusalTexts refusals, IStringLocalizer<Texts> texts, TimeProvider clock) : Controller
{
    private const string All = "/settings/filters";

    [HttpGet(All)]
    public async Task<IActionResult> Show(CancellationToken ct) =>
        View("Filters", new FiltersPage(await filters.AllAsync(viewer.RequiredActorId, ct), new FilterForm(), clock.GetUtcNow()));

    [HttpGet(All + "/{id:long}")]
    public async Task<IActionResult> Edit(long id, CancellationToken ct) =>
        View("Filter", FilterForm.Of(await filters.RequireAsync(viewer.RequiredActorId, id, ct)));

    [HttpPost(All)]
    public async Task<IActionResult> Create(FilterForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        var me = viewer.RequiredActorId;
        try
        {
            await filters.CreateAsync(me, form.ToText([]), ct);
            return Done(texts["The filter counts from now on."]);
        }
        catch (RefusalException refusal)
        {
            Response.StatusCode = RefusalFilter.StatusOf(refusal.Refusal);
            return View("Filters", new FiltersPage(await filters.AllAsync(me, ct), form with { Problem = refusals.Of(refusal) }, clock.GetUtcNow()));
        }
    }

    [HttpPost(All + "/{id:long}")]
    public async Task<IActionResult> Change(long id, FilterForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        var me = viewer.RequiredActorId;
        var filter = await filters.RequireAsync(me, id, ct);
        try
        {
            await filters.ChangeAsync(me, id, form.ToText([.. filter.Keywords]), ct);
            return Done(texts["The filter is changed."]);
        }
        catch (RefusalException refusal)
        {
            Response.StatusCode = RefusalFilter.StatusOf(refusal.Refusal);
            return View("Filter", form with { Id = id, Problem = refusals.Of(refusal) });
        }
    }

    [HttpPost(All + "/{id:long}/delete")]
    public async Task<IActionResult> Delete(long id, CancellationToken ct)
    {
        await filters.DeleteAsync(viewer.RequiredActorId, id, ct);
        return Done(texts["The filter is gone."]);
    }

    private LocalRedirectResult Done(string sentence)
    {
        TempData["Done"] = sentence;
        return LocalRedirect(All);
    }
}

/// <summary>A person's filters, and the form for another.</summary>
public sealed record FiltersPage(IReadOnlyList<Filter> Filters, FilterForm Form, DateTimeOffset Now);

/// <summary>A filter as it is typed.</summary>
public sealed record FilterForm
{
    /// <summary>Null for a new one.</summary>
    public long? Id { get; init; }

    [FromForm(Name = "title")]
    public string? Title { get; init; }

    /// <summary>One on each line.</summary>
    [FromForm(Name = "words")]
    public string? Words { get; init; }

    [FromForm(Name = "whole")]
    public bool AreWhole { get; init; }

    [FromForm(Name = "contexts")]
    public IReadOnlyList<FilterContexts>? Contexts { get; init; }

    [FromForm(Name = "treatment")]
    public FilterAction Action { get; init; }

    /// <summary>In days; 0 for until it is taken away, nothing for as it was.</summary>
    [FromForm(Name = "days")]
    public int? Days { get; init; }

    /// <summary>What was wrong with what was sent; null on a fresh form.</summary>
    public string? Problem { get; init; }

    internal static FilterForm Of(Filter filter) => new()
    {
        Id = filter.Id,
        Title = filter.Title,
        Words = string.Join('\n', filter.Keywords.OrderBy(k => k.Id).Select(k => k.Keyword)),
        AreWhole = filter.Keywords.Count > 0 && filter.Keywords.All(k => k.IsWholeWord),
        Contexts = [.. Enum.GetValues<FilterContexts>().Where(c => c != FilterContexts.None && filter.Contexts.HasFlag(c))],
        Action = filter.Action,
    };

    /// <summary>What is asked of the filter.</summary>
    /// <param name="before">The words it has: those that are not typed any more go.</param>
    internal FilterText ToText(IReadOnlyList<FilterKeyword> before)
    {
        var typed = (Words ?? "").ReplaceLineEndings("\n").Split('\n').Select(w => w.Trim()).Where(w => w.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return new(Title ?? "", (Contexts ?? []).Aggregate(FilterContexts.None, (all, c) => all | c), Action)
        {
            SetsEnd = Days is not null,
            EndsIn = Days is > 0 and var days ? TimeSpan.FromDays(Math.Min(days, 3_650)) : null,
            Keywords =
            [
                .. before.Select(k => new KeywordText(k.Id, null, AreWhole, IsGone: !typed.Contains(k.Keyword))),
                .. typed.Where(w => !before.Any(k => k.Keyword == w)).Select(w => new KeywordText(null, w, AreWhole)),
            ],
        };
    }
}
