using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>Nothing is ranked by how popular it is here: apps that ask are told so as Mastodon does where trends are turned off.</summary>
/// <remarks>Source: Mastodon API documentation, trends. Apps show an error where these are missing.</remarks>
[ApiController]
[AllowAnonymous]
[Route("api/v1/trends")]
public sealed class TrendsController : ControllerBase
{
    /// <summary>The first address of the three is the older one of the tags.</summary>
    [HttpGet]
    [HttpGet("tags")]
    public IReadOnlyList<TagEntity> Tags() => [];

    [HttpGet("statuses")]
    public IReadOnlyList<Status> Statuses() => [];

    [HttpGet("links")]
    public IReadOnlyList<object> Links() => [];
}
