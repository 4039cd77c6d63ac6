using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Administrators announce nothing through apps here: those that ask find none.</summary>
/// <remarks>Source: Mastodon API documentation, announcements. Apps show an error where this is missing.</remarks>
[ApiController]
[Route("api/v1/announcements")]
public sealed class AnnouncementsController : ControllerBase
{
    [HttpGet]
    [Authorize(Policy = Scopes.Read, AuthenticationSchemes = "token")]
    public IReadOnlyList<object> Show() => [];
}
