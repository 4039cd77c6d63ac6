using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.About;

/// <summary>The page about this server: what it is, its rules, what becomes of people's data.</summary>
[AllowAnonymous]
public sealed class AboutController(ServerTexts texts) : Controller
{
    [HttpGet("/about")]
    public IActionResult Show() => View("About", texts);
}
