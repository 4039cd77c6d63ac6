using Microblog.Accounts;
using Microblog.Data;
using Microblog.Notices.Quotes;
using Microblog.Notices.Text;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Microblog.Notices;

/// <summary>The page where a person says what holds for new notices where nothing else is said.</summary>
[Authorize]
public sealed class PostingController(Db db, Viewer viewer, IStringLocalizer<Texts> texts) : Controller
{
    private const string Page = "/settings/posting";

    [HttpGet(Page)]
    public async Task<IActionResult> Show(CancellationToken ct)
    {
        var posting = await db.PostingDefaultsOfAsync(viewer.RequiredActorId, ct);
        return View("Posting", new PostingForm
        {
            Visibility = posting.Visibility,
            IsSensitive = posting.IsSensitive,
            Language = posting.Language,
            Quotable = posting.QuotePolicy,
        });
    }

    [HttpPost(Page)]
    public async Task<IActionResult> Save(PostingForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        var language = form.Language?.Trim();
        if (!string.IsNullOrEmpty(language) && !LanguageTag.IsTag(language))
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View("Posting", form with { Problem = texts["That is no language: write a tag such as en, de or pt-BR."].Value });
        }

        await db.ChangePostingDefaultsAsync(
            viewer.RequiredActorId,
            posting =>
            {
                posting.Visibility = form.Visibility;
                posting.IsSensitive = form.IsSensitive;
                posting.Language = string.IsNullOrEmpty(language) ? null : language;
                posting.QuotePolicy = form.Quotable;
            },
            ct);
        TempData["Done"] = texts["Saved. New notices begin so from now on."].Value;
        return LocalRedirect(Page);
    }
}

/// <summary>Posting defaults as they are typed.</summary>
public sealed record PostingForm
{
    [FromForm(Name = "visibility")]
    public Visibility Visibility { get; init; }

    [FromForm(Name = "sensitive")]
    public bool IsSensitive { get; init; }

    [FromForm(Name = "language")]
    public string? Language { get; init; }

    [FromForm(Name = "quotable")]
    public QuotePolicy Quotable { get; init; }

    /// <summary>What was wrong with what was sent; null on a fresh form.</summary>
    public string? Problem { get; init; }
}
