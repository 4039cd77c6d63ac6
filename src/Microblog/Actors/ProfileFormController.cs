using Microblog.Accounts;
using Microblog.Data;
using Microblog.Media;
using Microblog.Notices.Text;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Actors;

/// <summary>The form with which a person says who they are and who may follow them.</summary>
[Authorize]
public sealed class ProfileFormController(
    Db db, Viewer viewer, UpdateProfile update, RefusalTexts refusals, IStringLocalizer<Texts> texts) : Controller
{
    [HttpGet("/settings/profile")]
    public async Task<IActionResult> Show(CancellationToken ct)
    {
        var own = await db.Actors
            .Where(a => a.Id == viewer.RequiredActorId)
            .Select(a => new
            {
                a.DisplayName,
                a.SummaryHtml,
                a.IsLocked,
                a.HidesFollows,
                a.IsDiscoverable,
                a.IsIndexable,
                Fields = a.Fields.OrderBy(f => f.Position).Select(f => new FieldText(f.Name, f.Text ?? "")).ToList(),
            })
            .SingleAsync(ct);
        return View("ProfileForm", new ProfileForm
        {
            DisplayName = own.DisplayName,
            Note = HtmlCleaner.PlainText(own.SummaryHtml.Value),
            IsLocked = own.IsLocked,
            HidesFollows = own.HidesFollows,
            IsDiscoverable = own.IsDiscoverable ?? false,
            IsIndexable = own.IsIndexable ?? false,
            FieldNames = [.. own.Fields.Select(f => f.Name)],
            FieldValues = [.. own.Fields.Select(f => f.Value)],
        });
    }

    [HttpPost("/settings/profile")]
    [RequestSizeLimit(ProfilePictures.BothBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = ProfilePictures.BothBytes)]
    public async Task<IActionResult> Save(ProfileForm form, CancellationToken ct)
    {
        try
        {
            await using var icon = form.Icon?.OpenReadStream();
            await using var banner = form.Banner?.OpenReadStream();
            await update.RunAsync(viewer.RequiredActorId, form.ToChanges() with { Icon = icon, Banner = banner }, ct);
            TempData["Done"] = texts["Your profile is saved."].Value;
            return LocalRedirect("/settings/profile");
        }
        catch (RefusalException refusal)
        {
            Response.StatusCode = RefusalFilter.StatusOf(refusal.Refusal);
            return View("ProfileForm", form with { Problem = refusals.Of(refusal) });
        }
    }
}

/// <summary>The profile form as it is typed.</summary>
public sealed record ProfileForm
{
    [FromForm(Name = "display_name")]
    public string? DisplayName { get; init; }

    [FromForm(Name = "note")]
    public string? Note { get; init; }

    [FromForm(Name = "is_locked")]
    public bool IsLocked { get; init; }

    [FromForm(Name = "hides_follows")]
    public bool HidesFollows { get; init; }

    [FromForm(Name = "is_discoverable")]
    public bool IsDiscoverable { get; init; }

    [FromForm(Name = "is_indexable")]
    public bool IsIndexable { get; init; }

    [FromForm(Name = "field_name")]
    public IReadOnlyList<string?>? FieldNames { get; init; }

    [FromForm(Name = "field_value")]
    public IReadOnlyList<string?>? FieldValues { get; init; }

    [FromForm(Name = "icon")]
    public IFormFile? Icon { get; init; }

    [FromForm(Name = "banner")]
    public IFormFile? Banner { get; init; }

    [FromForm(Name = "removes_icon")]
    public bool RemovesIcon { get; init; }

    [FromForm(Name = "removes_banner")]
    public bool RemovesBanner { get; init; }

    /// <summary>What was wrong with it; null on a fresh form.</summary>
    internal string? Problem { get; init; }

    /// <summary>Its lines, with empty ones up to as many as there may be.</summary>
    internal IEnumerable<FieldText> Lines => Enumerable.Range(0, Math.Max(UpdateProfile.MaxFields, FieldNames?.Count ?? 0)).Select(Line);

    internal ProfileChanges ToChanges() => new(
        DisplayName ?? "", Note ?? "", IsLocked, HidesFollows: HidesFollows, Fields: [.. Enumerable.Range(0, FieldNames?.Count ?? 0).Select(Line)])
    {
        IsDiscoverable = IsDiscoverable,
        IsIndexable = IsIndexable,
        RemovesIcon = RemovesIcon,
        RemovesBanner = RemovesBanner,
    };

    private FieldText Line(int position) => new(FieldNames?.ElementAtOrDefault(position) ?? "", FieldValues?.ElementAtOrDefault(position) ?? "");
}
