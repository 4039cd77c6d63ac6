using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi.Description;

/// <summary>Tells programs what they can ask of this server.</summary>
/// <remarks>Source: OpenAPI Specification 3.1.</remarks>
[ApiController]
[AllowAnonymous]
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class ApiDescriptionController(ApiDescription description) : ControllerBase
{
    [HttpGet("api/openapi.json")]
    [ResponseCache(Duration = 3600)]
    public async Task<FileContentResult> Show() => File(await description.JsonAsync(), "application/json");
}
