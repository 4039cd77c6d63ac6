using System.Text.Json;
using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Outbox;
using Microblog.Jobs;
using Microblog.Moderation.Domains;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Relays;

/// <summary>Makes deliveries of stored activities to relays, which are inboxes without an actor that we know.</summary>
public sealed class RelayDeliveries(Db db, SendActivity send, DomainPolicies policies, WorkerSignal signal, TimeProvider clock)
{
    /// <summary>Stores an activity of the server's own actor, if it is not yet, and sends it to these inboxes.</summary>
    public async Task RunAsync(Activity activity, IReadOnlyList<Uri> inboxes, CancellationToken ct)
    {
        await send.RunAsync(activity, InstanceActor.ActorId, toFollowers: false, [], ct);
        await RunAsync(activity.Id, inboxes, ct);
    }

    /// <summary>Sends an activity that is stored, whoever did it, to these inboxes. Where it waits already it is not added again.</summary>
    public async Task RunAsync(Uri activityId, IReadOnlyList<Uri> inboxes, CancellationToken ct)
    {
        var uri = activityId.AbsoluteUri;
        var stored = await db.Activities.Where(a => a.Uri == uri).Select(a => a.Id).SingleOrDefaultAsync(ct);
        if (stored == 0)
            return;
        foreach (var inbox in inboxes)
        {
            var payload = JsonSerializer.Serialize(new DeliveryDue(stored, inbox));
            if (await policies.IsBlockedAsync(inbox, ct) || await db.Jobs.AnyAsync(j => j.ActivityId == stored && j.Payload == payload, ct))
                continue;
            db.Jobs.Add(new Job
            {
                Lane = Lane.OfHost(Origin.HostOf(inbox)),
                Kind = nameof(Deliver),
                Payload = payload,
                ActivityId = stored,
                DueAt = clock.GetUtcNow(),
            });
        }

        await db.SaveChangesAsync(ct);
        signal.Wake();
    }
}
