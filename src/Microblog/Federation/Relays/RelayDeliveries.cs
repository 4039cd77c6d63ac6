using System.Text.Json;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Outbox;
using Microblog.Jobs;
using Microblog.Moderation.Domains;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Relays;

/// <summary>Makes deliveries of stored activities to relays.</summary>
/// <remarks>
/// A relay that let us in is remembered as one whom the activity is for, like anybody who is named: so one that is down costs no more than other hosts, and
/// <see cref="CatchUp"/> derives what it missed.
/// </remarks>
public sealed class RelayDeliveries(Db db, SendActivity send, DomainPolicies policies, WorkerSignal signal, TimeProvider clock)
{
    /// <summary>Stores an activity of the server's own actor, if it is not yet, and sends it to these relays.</summary>
    public async Task RunAsync(Activity activity, IReadOnlyList<RelayInbox> relays, CancellationToken ct)
    {
        await send.RunAsync(activity, InstanceActor.ActorId, toFollowers: false, [], ct);
        await RunAsync(activity.Id, relays, ct);
    }

    /// <summary>Sends an activity that is stored, whoever did it, to these relays. Those that were sent it before are not sent it again.</summary>
    public async Task RunAsync(Uri activityId, IReadOnlyList<RelayInbox> relays, CancellationToken ct)
    {
        var open = new List<RelayInbox>();
        foreach (var relay in relays)
        {
            if (!await policies.IsBlockedAsync(relay.Inbox, ct))
                open.Add(relay);
        }

        await db.InOneTransactionAsync(() => AddAsync(activityId.AbsoluteUri, open, ct), ct);
    }

    private async Task AddAsync(string activity, IReadOnlyList<RelayInbox> relays, CancellationToken ct)
    {
        await DeliveryOrder.HoldAsync(db, ct);
        var stored = await db.Activities.Where(a => a.Uri == activity).Select(a => a.Id).SingleOrDefaultAsync(ct);
        if (stored == 0)
            return;
        foreach (var relay in relays)
        {
            if (await IsToBeSentAsync(stored, relay, ct))
                await AddJobAsync(stored, relay.Inbox, ct);
        }

        await db.SaveChangesAsync(ct);
        db.AfterCommit(signal.Wake);
    }

    // One that is behind the activity gets it when it catches up; our asking and leaving is sent in any case.
    private async Task<bool> IsToBeSentAsync(long stored, RelayInbox relay, CancellationToken ct)
    {
        if (relay.ActorId is not { } actorId)
            return true;
        if (await db.ActivityRecipients.AnyAsync(r => r.ActivityId == stored && r.ActorId == actorId, ct))
            return false;
        db.ActivityRecipients.Add(new ActivityRecipient { ActivityId = stored, ActorId = actorId });
        var lane = Lane.OfHost(Origin.HostOf(relay.Inbox));
        return !await db.Lanes.AnyAsync(l => l.Name == lane && l.MissedFrom <= stored, ct);
    }

    private async Task AddJobAsync(long stored, Uri inbox, CancellationToken ct)
    {
        var payload = JsonSerializer.Serialize(new DeliveryDue(stored, inbox));
        if (await db.Jobs.AnyAsync(j => j.ActivityId == stored && j.Payload == payload, ct))
            return;
        db.Jobs.Add(new Job
        {
            Lane = Lane.OfHost(Origin.HostOf(inbox)),
            Kind = nameof(Deliver),
            Payload = payload,
            ActivityId = stored,
            DueAt = clock.GetUtcNow(),
        });
    }
}

/// <summary>Where a relay is sent things.</summary>
/// <param name="ActorId">The actor it speaks as, once it has let us in.</param>
public sealed record RelayInbox(Uri Inbox, long? ActorId = null);
