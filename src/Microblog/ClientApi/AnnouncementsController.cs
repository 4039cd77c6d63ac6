using Microblog.Accounts;
using Microblog.Announcements;
using Microblog.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Microblog.ClientApi;

/// <summary>What moderators tell everybody here.</summary>
/// <remarks>Source: Mastodon API documentation, announcements.</remarks>
[ApiController]
[Route("api/v1/announcements")]
public sealed class AnnouncementsController(AnnouncementReader announcements, ReactToAnnouncement react, Viewer viewer) : ControllerBase
{
    /// <summary>Those that stand, also the ones that the viewer has read.</summary>
    /// <remarks>COMPAT(Mastodon): any token of a person will do, and none of a program alone.</remarks>
    [HttpGet]
    [Authorize(AuthenticationSchemes = "token")]
    public Task<IReadOnlyList<AnnouncementEntity>> Show(CancellationToken ct) => viewer.ActorId is { } me
        ? announcements.AllAsync(me, ct)
        : throw new RefusalException(Refusal.PersonMissing);

    [HttpPost("{id}/dismiss")]
    [Authorize(Policy = Scopes.WriteAccounts, AuthenticationSchemes = "token")]
    public async Task<object> Dismiss(string id, [FromServices] DismissAnnouncement dismiss, CancellationToken ct)
    {
        await dismiss.RunAsync(ApiText.RequiredId(id), viewer.RequiredActorId, ct);
        return new { };
    }

    [HttpPut("{id}/reactions/{name}")]
    [Authorize(Policy = Scopes.WriteFavourites, AuthenticationSchemes = "token")]
    public async Task<object> React(string id, string name, CancellationToken ct)
    {
        await react.AddAsync(ApiText.RequiredId(id), viewer.RequiredActorId, name, ct);
        return new { };
    }

    [HttpDelete("{id}/reactions/{name}")]
    [Authorize(Policy = Scopes.WriteFavourites, AuthenticationSchemes = "token")]
    public async Task<object> Unreact(string id, string name, CancellationToken ct)
    {
        await react.RemoveAsync(ApiText.RequiredId(id), viewer.RequiredActorId, name, ct);
        return new { };
    }
}
