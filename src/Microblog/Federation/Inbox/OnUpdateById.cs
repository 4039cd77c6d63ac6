using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Relays;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor changed a notice of its own, or itself, and sent the id alone: its own server says how.</summary>
/// <remarks>Source: ActivityPub §3.2, §7.3. What is fetched is then heard as if it had been sent.</remarks>
public sealed class OnUpdateById(Db db, RemoteNotes notes, OnUpdate update) : IReceive<UpdateById>
{
    public async Task<Outcome> ReceiveAsync(UpdateById activity, Actor sender, CancellationToken ct)
    {
        if (Ids.Same(activity.Object, sender.Uri))
            return await update.ActorAsync(sender, ct);
        if (!await db.Notices.AnyAsync(n => n.Uri == activity.Object && n.AuthorId == sender.Id, ct))
            return Outcome.Ignored("we have no such notice of theirs");
        return await HearFromRelay.OrWhyNotAsync(async () =>
        {
            var note = await notes.FetchAsync(activity.Object, ct);
            return Ids.Same(note.AttributedTo, sender.Uri)
                ? await update.ReceiveAsync(new Update(activity.Id, activity.Actor, note, null), sender, ct)
                : Outcome.Ignored("the note is another's now");
        });
    }
}
