using Microblog.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.Announcements;

/// <summary>Where people say that they have read an announcement.</summary>
[Authorize]
public sealed class DismissalsController(Viewer viewer, DismissAnnouncement dismiss) : Controller
{
    [HttpPost("/announcements/{id:long}/dismiss")]
    public async Task<IActionResult> Dismiss(long id, CancellationToken ct)
    {
        await dismiss.RunAsync(id, viewer.RequiredActorId, ct);
        return LocalRedirect("/home");
    }
}
