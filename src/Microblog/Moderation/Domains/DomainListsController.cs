using System.Text;
using Microblog.Accounts;
using Microblog.Data;
using Microblog.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Microblog.Moderation.Domains;

/// <summary>Where moderators take over lists of policies, and take theirs with them.</summary>
[Authorize(Policies.Moderator)]
[Route("moderation/domains")]
public sealed class DomainListsController(Db db, Viewer viewer, DomainImport import, RefusalTexts refusals, IStringLocalizer<Texts> texts)
    : Controller
{
    private const int MostSent = 2 * DomainCsv.MaxBytes;

    [HttpGet("export")]
    public async Task<IActionResult> Export(CancellationToken ct)
    {
        var policies = await db.DomainPolicies.AsNoTracking().OrderBy(p => p.Host).ToListAsync(ct);
        return File(Encoding.UTF8.GetBytes(DomainCsv.Write(policies)), DomainCsv.MediaType, "domains.csv");
    }

    [HttpGet("import")]
    public IActionResult Import() => View("Import", new ImportPage(null, PolicyLevel.Block, null));

    /// <summary>Shows what the list would do; takes it over when that was seen and agreed to.</summary>
    [HttpPost("import")]
    [RequestSizeLimit(MostSent)]
    [RequestFormLimits(ValueLengthLimit = DomainCsv.MaxBytes, ValueCountLimit = 16, MultipartBodyLengthLimit = MostSent)]
    public async Task<IActionResult> Import(ImportForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid)
            return BadRequest();
        try
        {
            var csv = await form.ReadAsync(ct);
            if (!form.IsAgreed)
                return View("Import", new ImportPage(csv, form.Otherwise, await import.PlanAsync(csv, form.Otherwise, ct)));

            var done = await import.RunAsync(csv, form.Otherwise, viewer.RequiredActorId, ct);
            if (done.Bad.Count > 0)
                return View("Import", new ImportPage(csv, form.Otherwise, done, IsDone: true));
            TempData["Done"] = texts[
                done.Changes.Count == 1 ? "{0} policy holds from now on. The log says so." : "{0} policies hold from now on. The log says so.",
                done.Changes.Count].Value;
            return LocalRedirect("/moderation/domains");
        }
        catch (RefusalException refusal)
        {
            Response.StatusCode = RefusalFilter.StatusOf(refusal.Refusal);
            return View("Import", new ImportPage(form.Text, form.Otherwise, null, Problem: refusals.Of(refusal)));
        }
    }
}

/// <summary>A list to take over, typed or as a file.</summary>
public sealed class ImportForm
{
    [FromForm(Name = "list")]
    public string? Text { get; init; }

    [FromForm(Name = "file")]
    public IFormFile? File { get; init; }

    /// <summary>For lines that name no severity.</summary>
    [FromForm(Name = "otherwise")]
    public PolicyLevel Otherwise { get; init; } = PolicyLevel.Block;

    [FromForm(Name = "agreed")]
    public bool IsAgreed { get; init; }

    /// <summary>The list as text.</summary>
    /// <exception cref="RefusalException">It is too long, or no text.</exception>
    internal async Task<string> ReadAsync(CancellationToken ct)
    {
        if (File is not { Length: > 0 } file)
            return Text ?? "";
        if (file.Length > DomainCsv.MaxBytes)
            throw new RefusalException(Refusal.ListTooLong);
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        var text = await reader.ReadToEndAsync(ct);
        return UnstorableText.IsIn(text) ? throw new RefusalException(Refusal.TextUnstorable) : text;
    }
}

/// <summary>The form for a list, and what the list would do.</summary>
/// <param name="List">The list as it was given; null on a fresh form.</param>
/// <param name="Plan">Null until there is a list.</param>
/// <param name="IsDone">The plan was carried out; it is shown for the lines that were left out.</param>
public sealed record ImportPage(string? List, PolicyLevel Otherwise, ImportPlan? Plan, bool IsDone = false, string? Problem = null);
