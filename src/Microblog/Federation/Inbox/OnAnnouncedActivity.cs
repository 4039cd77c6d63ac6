using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Relays;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A group tells its followers what was said in it, and what became of that.</summary>
/// <remarks>
/// Source: FEP-1b12. Each notice is read from its own server. One that starts a thread is repeated by the group; an answer only
/// joins its thread, as otherwise every comment would stand on the home timelines of all who follow the group. A group may take out of itself
/// what it likes, so of a Delete its own repeat ends at once; whether the notice is deleted, its own server says.
/// </remarks>
public sealed class OnAnnouncedActivity(Db db, RemoteNotices notices, LocalUris uris, KeepRepeat keep, HearSecondHand secondHand) : IReceive<AnnouncedActivity>
{
    public async Task<Outcome> ReceiveAsync(AnnouncedActivity activity, Actor sender, CancellationToken ct)
    {
        if (sender.Kind != ActorKind.Group || activity.Object is not { } about)
            return Outcome.Ignored("only groups pass on what others did");
        if (activity.Type is not ("Create" or "Update" or "Delete"))
            return Outcome.Ignored("of what is done in a group only notices are read");
        if (!await keep.IsFollowedHereAsync(sender, ct))
            return Outcome.Ignored("nobody here follows the group");
        return activity.Type switch
        {
            "Update" => await secondHand.ChangedAsync(about, by: null, ct),
            "Delete" => await DeletedAsync(about, sender, ct),
            _ => await HearFromRelay.OrWhyNotAsync(() => SaidAsync(activity, about, sender, ct)),
        };
    }

    private async Task<Outcome> DeletedAsync(Uri said, Actor group, CancellationToken ct)
    {
        var dropped = await keep.DropAsync(db.Notices.Where(n => n.AuthorId == group.Id && n.RepeatOf!.Uri == said), ct);
        var outcome = await secondHand.DeletedAsync(said, by: null, ct);
        return dropped > 0 && outcome.IgnoredBecause is not null ? Outcome.Done : outcome;
    }

    private async Task<Outcome> SaidAsync(AnnouncedActivity activity, Uri said, Actor group, CancellationToken ct)
    {
        if (await keep.IsSettledAsync(activity.Id, group, ct))
            return Outcome.Ignored("we have it already, or it was undone");
        var notice = uris.IsOurs(said)
            ? await db.Notices.AsNoTracking().SingleOrDefaultAsync(n => n.Uri == said && n.Author!.Host == "", ct)
            : await notices.FindAsync(said, ct);
        if (notice is null)
            return Outcome.Ignored("nothing here has that address");
        if (notice.InReplyToId is not null || notice.InReplyToUri is not null)
            return Outcome.Done;
        var visibility = HearNotice.VisibilityOf(Addressing.AudienceOf(activity.To, activity.Cc, group.FollowersUri));
        return await keep.RunAsync(new Heard(activity.Id, group.Id, notice, visibility, At: null), ct);
    }
}
