using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Inbox;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Moderation.Relays;
using Microblog.Protocols.ActivityPub;
using Microblog.Streaming;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Relays;

/// <summary>A relay tells of a note: it is fetched from its own server, and kept if it is for everybody.</summary>
public sealed class HearFromRelay(Db db, RemoteNotices notices, RelayPace pace, LocalUris uris)
{
    public async Task<Outcome> NoteAsync(Uri note, Actor relay, CancellationToken ct)
    {
        if (uris.IsOurs(note))
            return Outcome.Ignored("it is from here");
        if (await db.Notices.AnyAsync(n => n.Uri == note, ct))
            return Outcome.Ignored("we have it already");
        if (!pace.Allows(relay.Id))
            return Outcome.Ignored("the relay tells of more than we follow");
        return await OrWhyNotAsync(async () =>
        {
            var heard = await notices.FindAsync(note, ct);

            // Somebody here may follow its author, whose own server's word is then no news any more.
            await db.FillHomesAsync(heard.Id, ct);
            await db.SpreadAsync(News.Posted(heard.Id), ct);
            return Outcome.Done;
        });
    }

    internal static async Task<Outcome> OrWhyNotAsync(Func<Task<Outcome>> hear)
    {
        try
        {
            return await hear();
        }
        catch (DocumentUnavailableException unavailable)
        {
            return unavailable.Outcome;
        }
    }
}

/// <summary>A relay passes on what somebody did. Only that something was done is believed: what, its own server says.</summary>
/// <remarks>COMPAT(Mastodon): its relays send activities as they got them, with a Linked Data signature, which proves nothing here.</remarks>
public sealed class HearForwarded(Db db, HearFromRelay relay, HearSecondHand secondHand)
{
    public async Task<Outcome> RunAsync(Activity activity, Actor sender, CancellationToken ct)
    {
        if (!await db.IsRelayAsync(sender.Id, ct))
            return Outcome.Ignored("it is another's, and who sends it is no relay of ours any more");
        return activity switch
        {
            Create create => await relay.NoteAsync(create.Object.Id, sender, ct),
            CreateById create => await relay.NoteAsync(create.Object, sender, ct),
            Announce announce => await relay.NoteAsync(announce.Object, sender, ct),
            Update { Note: { } note } => await secondHand.ChangedAsync(note.Id, activity.Actor, ct),
            UpdateById { Object: var changed } => await secondHand.ChangedAsync(changed, activity.Actor, ct),
            Delete { Object: var gone } => await secondHand.DeletedAsync(gone, activity.Actor, ct),
            _ => Outcome.Ignored("relays pass on notices only"),
        };
    }
}
