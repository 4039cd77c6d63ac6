using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Outbox;
using Microblog.Moderation.Relays;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Relays;

/// <summary>Sends what is public to the relays that let us in, each as its protocol wants it.</summary>
public sealed class SendToRelays(Db db, InstanceActor instance, RelayDeliveries deliveries)
{
    public Task<bool> AnyAsync(CancellationToken ct) => db.Relays.AnyAsync(r => r.State == RelayState.Accepted, ct);

    /// <summary>An activity of somebody here, as it is, to relays that pass activities on. It must be stored.</summary>
    public async Task ForwardAsync(Uri activityId, CancellationToken ct) =>
        await deliveries.RunAsync(activityId, await RelaysAsync(RelayProtocol.Mastodon, ct), ct);

    /// <summary>The id of a note to relays that are told of notes.</summary>
    public async Task AnnounceAsync(Uri note, DateTimeOffset at, CancellationToken ct)
    {
        if (await RelaysAsync(RelayProtocol.LitePub, ct) is { Count: > 0 } relays)
            await deliveries.RunAsync(AnnounceOf(note, at), relays, ct);
    }

    /// <summary>Takes back what was announced.</summary>
    public async Task UnannounceAsync(Uri note, DateTimeOffset at, CancellationToken ct)
    {
        if (await RelaysAsync(RelayProtocol.LitePub, ct) is not { Count: > 0 } relays)
            return;
        var announce = AnnounceOf(note, at);
        await db.ForgetUnsentAsync(announce.Id, ct);
        await deliveries.RunAsync(new Undo(new Uri(announce.Id.AbsoluteUri + "/undo"), instance.Uri, announce.Id, announce), relays, ct);
    }

    private Announce AnnounceOf(Uri note, DateTimeOffset at) => new(
        new Uri($"{instance.Uri.AbsoluteUri}#announces/{note.Segments[^1]}"), instance.Uri, note, [Addressing.Public], [], at);

    private Task<List<RelayInbox>> RelaysAsync(RelayProtocol protocol, CancellationToken ct) => db.Relays
        .Where(r => r.Protocol == protocol && r.State == RelayState.Accepted)
        .OrderBy(r => r.Id)
        .Select(r => new RelayInbox(r.Inbox, r.ActorId))
        .ToListAsync(ct);
}
