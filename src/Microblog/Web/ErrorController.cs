using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Microblog.Web;

/// <summary>Answers in place of a bare status: a page for people, JSON for programs.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken]
public sealed class ErrorController(IStringLocalizer<Texts> texts) : Controller
{
    // No parameter: binding one would read the refused request's form again, and fail as the request did.
    [Route("/error/{status:int:range(400,599)}")]
    public IActionResult Show()
    {
        var status = int.Parse((string)RouteData.Values["status"]!, CultureInfo.InvariantCulture);
        var page = ErrorPage.Of(status);
        Response.StatusCode = status;
        return Request.IsFromProgramAt(OriginalPath())
            ? new ObjectResult(new ErrorAnswer(texts[page.Title])) { StatusCode = status }
            : View("/Web/Error.cshtml", page);
    }

    // Made by its constructor: taken for a PathString, a text is decoded a second time, which fails where that makes a U+0000.
    private PathString OriginalPath() =>
        (HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
            ?? HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path) is { } path
            ? new PathString(path)
            : Request.Path;
}
