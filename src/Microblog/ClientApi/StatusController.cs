using Microblog.Accounts;
using Microblog.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Shows one status.</summary>
[ApiController]
[Route("api/v1/statuses/{id}")]
public sealed class StatusController(StatusReader statuses, Viewer viewer) : ControllerBase
{
    [HttpGet]
    [ReadOrPassBy(Scopes.ReadStatuses)]
    public Task<Status> Show(string id, CancellationToken ct) => statuses.OneAsync(viewer.ActorId, ApiText.RequiredId(id), ct);
}
