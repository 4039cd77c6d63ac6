using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A group tells its followers what was said in it.</summary>
/// <remarks>
/// Source: FEP-1b12. Only new notices are read, each from its own server. One that starts a thread is repeated by the group; an answer only
/// joins its thread, as otherwise every comment would stand on the home timelines of all who follow the group.
/// </remarks>
public sealed class OnAnnouncedActivity(Db db, RemoteNotices notices, LocalUris uris, KeepRepeat keep) : IReceive<AnnouncedActivity>
{
    public async Task<Outcome> ReceiveAsync(AnnouncedActivity activity, Actor sender, CancellationToken ct)
    {
        if (sender.Kind != ActorKind.Group || activity.Type is not "Create" || activity.Object is not { } said)
            return Outcome.Ignored("only what is said in a group is read");
        if (!await keep.IsFollowedHereAsync(sender, ct))
            return Outcome.Ignored("nobody here follows the group");
        if (await keep.IsSettledAsync(activity.Id, sender, ct))
            return Outcome.Ignored("we have it already, or it was undone");

        try
        {
            var notice = uris.IsOurs(said)
                ? await db.Notices.AsNoTracking().SingleOrDefaultAsync(n => n.Uri == said && n.Author!.Host == "", ct)
                : await notices.FindAsync(said, ct);
            if (notice is null)
                return Outcome.Ignored("nothing here has that address");
            if (notice.InReplyToId is not null || notice.InReplyToUri is not null)
                return Outcome.Done;
            var visibility = HearNotice.VisibilityOf(Addressing.AudienceOf(activity.To, activity.Cc, sender.FollowersUri));
            return await keep.RunAsync(new Heard(activity.Id, sender.Id, notice, visibility, At: null), ct);
        }
        catch (DocumentUnavailableException unavailable)
        {
            return unavailable.Outcome;
        }
    }
}
