using Microblog.Actors;
using Microblog.Data;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.WebFinger;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Discovery;

/// <summary>Says which actor is meant by a handle or by one of our addresses.</summary>
/// <remarks>Source: RFC 7033.</remarks>
[AllowAnonymous]
public sealed class WebFingerController(Db db, LocalUris uris, TimeProvider clock) : ControllerBase
{
    private const string Subscribe = "http://ostatus.org/schema/1.0/subscribe";

    [HttpGet("/.well-known/webfinger")]
    public async Task<IActionResult> Show([FromQuery] string? resource, CancellationToken ct)
    {
        // RFC 7033 §5: programs in browsers may ask, too.
        Response.Headers.AccessControlAllowOrigin = "*";
        if (string.IsNullOrEmpty(resource))
            return BadRequest();
        if (NamesServer(resource))
            return File(DescribeServer().Write(), MediaTypes.JsonResourceDescriptor);
        if (Named(resource) is not { } named)
            return NotFound();

        var found = await named
            .ThatAreShown(clock.GetUtcNow())
            .Select(a => new { a.Id, a.Handle })
            .SingleOrDefaultAsync(ct);
        if (found is not null)
            return File(Describe(found.Id, found.Handle).Write(), MediaTypes.JsonResourceDescriptor);
        return await named.AnyAsync(a => a.GoneAt != null, ct) ? StatusCode(StatusCodes.Status410Gone) : NotFound();
    }

    // COMPAT(Mastodon): the server's own actor also goes by the name of its host.
    private bool NamesServer(string resource) =>
        string.Equals(resource, $"acct:{uris.Host}@{uris.Host}", StringComparison.OrdinalIgnoreCase)
        || (Ids.TryParse(resource, out var address) && uris.ActorIdOf(address) == InstanceActor.ActorId)
        || (Handle.TryParse(resource, out var handle)
            && string.Equals(handle.Host, uris.Host, StringComparison.Ordinal)
            && string.Equals(handle.Name, InstanceActor.Handle, StringComparison.OrdinalIgnoreCase));

    private WebFingerDocument DescribeServer()
    {
        var actor = uris.Actor(InstanceActor.ActorId).AbsoluteUri;
        return new WebFingerDocument(
            $"acct:{InstanceActor.Handle}@{uris.Host}",
            [actor],
            [
                new("http://webfinger.net/rel/profile-page", "text/html", uris.Base.AbsoluteUri),
                new("self", MediaTypes.ActivityJson, actor),
            ]);
    }

    private IQueryable<Actor>? Named(string resource)
    {
        if (Ids.TryParse(resource, out var address))
            return uris.IsOurs(address) ? At(address) : null;
        return Handle.TryParse(resource, out var handle) && string.Equals(handle.Host, uris.Host, StringComparison.Ordinal)
            ? Called(handle.Name)
            : null;
    }

    private IQueryable<Actor>? At(Uri address)
    {
        if (uris.ActorIdOf(address) is { } id)
            return db.Actors.FromHere().Where(a => a.Id == id);
        var path = address.PathAndQuery + address.Fragment;
        return path.StartsWith("/@", StringComparison.Ordinal) && Handle.IsName(path.AsSpan(2)) ? Called(path[2..]) : null;
    }

    private IQueryable<Actor> Called(string name)
    {
        var key = Actor.KeyOf(name);
        return db.Actors.FromHere().Where(a => a.HandleKey == key);
    }

    private WebFingerDocument Describe(long id, string handle)
    {
        var (actor, page) = (uris.Actor(id).AbsoluteUri, uris.Profile(handle).AbsoluteUri);
        return new WebFingerDocument(
            $"acct:{handle}@{uris.Host}",
            [page, actor],
            [
                new("http://webfinger.net/rel/profile-page", "text/html", page),
                new("self", MediaTypes.ActivityJson, actor),
                new(Subscribe, null, null, new Uri(uris.Base, "follow").AbsoluteUri + "?name={uri}"),
            ]);
    }
}
