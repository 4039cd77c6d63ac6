using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi.Admin;

/// <summary>Figures about this server, for moderators.</summary>
/// <remarks>Source: Mastodon API documentation, admin/measures, admin/dimensions, admin/retention.</remarks>
[ApiController]
[Route("api/v1/admin")]
[Authorize(Policy = Scopes.AdminRead, AuthenticationSchemes = "token")]
public sealed class FiguresController : ControllerBase
{
    [HttpPost("measures")]
    public Task<IReadOnlyList<AdminMeasure>> Measure(Asked asked, [FromServices] AdminMeasures measures, CancellationToken ct) =>
        measures.ReadAsync(asked, Period.In(asked) ?? throw new RefusalException(Refusal.PeriodNotUnderstood), ct);

    [HttpPost("dimensions")]
    public Task<IReadOnlyList<AdminDimension>> Dimensions(Asked asked, [FromServices] AdminDimensions dimensions, CancellationToken ct) =>
        dimensions.ReadAsync(asked, ct);

    /// <summary>Nothing, where the period or its parts are not said.</summary>
    [HttpPost("retention")]
    public async Task<IReadOnlyList<AdminCohort>> Retention(Asked asked, [FromServices] AdminRetention retention, CancellationToken ct) =>
        asked.Text("frequency") is { } frequency && Period.In(asked) is { } period
            ? await retention.ReadAsync(period, frequency == "month", ct)
            : [];
}
