using Microblog.Accounts;
using Microblog.Filters;
using Microblog.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Shows several statuses at once, by their ids.</summary>
/// <remarks>Source: Mastodon API documentation, statuses, "View multiple statuses".</remarks>
[ApiController]
[Route("api/v1/statuses")]
public sealed class ManyStatusesController(StatusReader statuses, Viewer viewer) : ControllerBase
{
    /// <summary>Most statuses that are asked for at once.</summary>
    private const int Most = 40;

    /// <summary>Those of them that the viewer may read, in the order in which they were asked for.</summary>
    [HttpGet]
    [ReadOrPassBy(Scopes.ReadStatuses)]
    public async Task<IReadOnlyList<Status>> Show(CancellationToken ct)
    {
        long[] asked = [.. ApiText.Listed(Request.Query, "id").Select(ApiText.IdOrNull).OfType<long>().Distinct().Take(Most)];
        var read = await statuses.ByIdAsync(asked, viewer.ActorId, FilterContexts.None, ct);
        return [.. asked.Select(id => read.GetValueOrDefault(ApiText.Id(id))).OfType<Status>()];
    }
}
