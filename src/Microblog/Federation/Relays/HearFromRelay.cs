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
public sealed class HearForwarded(Db db, HearFromRelay relay, RemoteNotes notes, OnUpdate update, OnDelete delete)
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
            Update { Note: { } note } => await UpdateAsync(note.Id, activity.Actor, ct),
            UpdateById { Object: var changed } => await UpdateAsync(changed, activity.Actor, ct),
            Delete { Object: var gone } => await KnownAsync(gone, activity.Actor, ct) is { } author
                ? await DeleteAsync(activity, gone, author, ct)
                : Outcome.Ignored("we have no such notice of theirs"),
            _ => Outcome.Ignored("relays pass on notices only"),
        };
    }

    private Task<Actor?> KnownAsync(Uri note, Uri author, CancellationToken ct) =>
        db.Notices.Where(n => n.Uri == note && n.Author!.Uri == author && n.Author.Host != "").Select(n => n.Author).SingleOrDefaultAsync(ct);

    private async Task<Outcome> UpdateAsync(Uri note, Uri actor, CancellationToken ct) => await KnownAsync(note, actor, ct) is { } author
        ? await HearFromRelay.OrWhyNotAsync(async () => await ChangeAsync(note, author, ct))
        : Outcome.Ignored("we have no such notice of theirs");

    private async Task<Outcome> ChangeAsync(Uri id, Actor author, CancellationToken ct)
    {
        var note = await notes.FetchAsync(id, ct);
        return Ids.Same(note.AttributedTo, author.Uri)
            ? await update.ReceiveAsync(new Update(id, author.Uri, note, null), author, ct)
            : Outcome.Ignored("the note is another's now");
    }

    // A relay can delete nothing: the note's own server must no longer have it.
    private async Task<Outcome> DeleteAsync(Activity activity, Uri gone, Actor author, CancellationToken ct)
    {
        try
        {
            await notes.FetchAsync(gone, ct);
            return Outcome.Ignored("its server still has it");
        }
        catch (DocumentUnavailableException unavailable) when (unavailable.Trouble == DocumentTrouble.NotThere)
        {
            return await delete.ReceiveAsync(new Delete(activity.Id, author.Uri, gone), author, ct);
        }
        catch (DocumentUnavailableException unavailable)
        {
            return unavailable.Outcome;
        }
    }
}
