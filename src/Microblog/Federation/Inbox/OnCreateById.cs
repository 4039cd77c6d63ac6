using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Relays;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor wrote something, and sent its id alone: its own server says what.</summary>
/// <remarks>Source: ActivityPub §3.2, §7.2. What is fetched is then heard as if it had been sent.</remarks>
public sealed class OnCreateById(Db db, RemoteNotes notes, OnCreate create) : IReceive<CreateById>
{
    public async Task<Outcome> ReceiveAsync(CreateById activity, Actor sender, CancellationToken ct) =>
        await db.Notices.AnyAsync(n => n.Uri == activity.Object, ct)
            ? await create.KnownAsync(activity.Object, sender, ct)
            : await HearFromRelay.OrWhyNotAsync(async () =>
            {
                var note = await notes.FetchAsync(activity.Object, ct);
                return await create.ReceiveAsync(new Create(activity.Id, activity.Actor, note), sender, ct);
            });
}
