using Microblog.Actors;
using Microblog.Data;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Moderation.Relays;

/// <summary>Asks a relay to pass on what is public here, and to pass on to us what is public elsewhere.</summary>
public sealed class AddRelay(Db db, JobQueue jobs, IActorDirectory directory, LocalUris uris, Snowflake ids)
{
    /// <summary>Most relays: each is sent every public notice.</summary>
    public const int Most = 20;

    /// <summary>Asks; the relay's answer comes later.</summary>
    /// <param name="address">For Mastodon's protocol the relay's inbox, for LitePub's its actor.</param>
    /// <exception cref="RefusalException">That is no address of a relay, it is known already, its server does not answer, or there are too many.</exception>
    public async Task<Relay> RunAsync(string address, RelayProtocol protocol, DateTimeOffset now, CancellationToken ct)
    {
        if (!Ids.TryParse(address.Trim(), out var given) || uris.IsOurs(given))
            throw new RefusalException(Refusal.RelayNotUnderstood);
        var actor = protocol == RelayProtocol.LitePub ? await directory.FindAsync(given.AbsoluteUri, ct) : null;
        var inbox = actor is null ? given : actor.Inbox ?? throw new RefusalException(Refusal.RelayNotUnderstood);
        if (await db.Relays.AnyAsync(r => r.Inbox == inbox, ct))
            throw new RefusalException(Refusal.RelayKnown);
        if (await db.Relays.CountAsync(ct) >= Most)
            throw new RefusalException(Refusal.TooManyRelays);

        var id = ids.Next();
        var relay = new Relay
        {
            Id = id,
            Inbox = inbox,
            Protocol = protocol,
            State = RelayState.Pending,
            FollowUri = uris.Follow(id),
            ActorId = actor?.Id,
            AddedAt = now,
        };
        db.Relays.Add(relay);
        jobs.Raise(new RelayAdded(id));
        await db.SaveChangesAsync(ct);
        return relay;
    }
}
