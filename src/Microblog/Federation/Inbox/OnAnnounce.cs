using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Relays;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Moderation.Relays;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor repeated something.</summary>
/// <remarks>
/// Source: ActivityPub §7.11. Nothing that is embedded is believed: what is repeated is the notice that we have under that id, or what its own
/// server answers for it. Kept when it repeats somebody here, or somebody here follows whoever repeats.
/// </remarks>
public sealed class OnAnnounce(Db db, RemoteNotices notices, LocalUris uris, KeepRepeat keep, HearFromRelay relay) : IReceive<Announce>
{
    public async Task<Outcome> ReceiveAsync(Announce activity, Actor sender, CancellationToken ct)
    {
        if (await db.IsRelayAsync(sender.Id, ct))
            return await relay.NoteAsync(activity.Object, sender, ct);
        if (!uris.IsOurs(activity.Object) && !await keep.IsFollowedHereAsync(sender, ct))
            return Outcome.Ignored("nobody here follows who repeats it");
        if (await keep.IsSettledAsync(activity.Id, sender, ct))
            return Outcome.Ignored("we have it already, or it was undone");

        var visibility = HearNotice.VisibilityOf(Addressing.AudienceOf(activity.To, activity.Cc, sender.FollowersUri));
        try
        {
            return await FindAsync(activity.Object, ct) is { } original
                ? await keep.RunAsync(new Heard(activity.Id, sender.Id, original, visibility, activity.Published), ct)
                : Outcome.Ignored("nothing here has that address");
        }
        catch (DocumentUnavailableException unavailable)
        {
            return unavailable.Outcome;
        }
    }

    private async Task<Notice?> FindAsync(Uri id, CancellationToken ct) => uris.IsOurs(id)
        ? await db.Notices.AsNoTracking().SingleOrDefaultAsync(n => n.Uri == id && n.Author!.Host == "", ct)
        : await notices.FindAsync(id, ct);
}
