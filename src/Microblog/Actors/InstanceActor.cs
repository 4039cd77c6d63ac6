using Microblog.Data;
using Microblog.Protocols.Signatures;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Actors;

/// <summary>The server itself as an actor: it asks for documents, reports to other servers and subscribes to relays in nobody's name.</summary>
/// <remarks>It has no account, is on no list and in no count, and nobody finds, follows or signs in as it.</remarks>
public sealed class InstanceActor(Db db, LocalUris uris, InstanceKey kept)
{
    /// <summary>The number in its address: never that of anybody else, whose numbers are milliseconds since 1970 shifted.</summary>
    public const long ActorId = 1;

    /// <summary>No account can have it: handles here have no dot.</summary>
    /// <remarks>COMPAT(Misskey): the name by which other software knows an instance actor on sight.</remarks>
    public const string Handle = "instance.actor";

    public Uri Uri => uris.Actor(ActorId);

    /// <summary>The id under which <see cref="KeyAsync"/> signs.</summary>
    public Uri KeyId => uris.Key(ActorId);

    /// <summary>The key; read once, then kept.</summary>
    /// <exception cref="InvalidOperationException">The server has not been started on this database: see <see cref="MakeInstanceActor"/>.</exception>
    public async ValueTask<SigningKey> KeyAsync(CancellationToken ct)
    {
        if (kept.Key is { } known)
            return known;
        var pem = await db.SigningKeys.Where(k => k.ActorId == ActorId).Select(k => k.PrivatePem).SingleAsync(ct);
        return kept.Key = SigningKey.FromPem(pem);
    }
}

/// <summary>The instance actor's key in memory, shared by all requests.</summary>
public sealed class InstanceKey
{
    internal SigningKey? Key { get; set; }
}
