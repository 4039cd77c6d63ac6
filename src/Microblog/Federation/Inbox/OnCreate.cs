using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Quotes;
using Microblog.Federation.Remote;
using Microblog.Federation.Threads;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microblog.Relations;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor wrote something.</summary>
/// <remarks>Source: ActivityPub §7.2. Kept only when it concerns someone here; once per id, and never again once deleted.</remarks>
public sealed class OnCreate(Db db, HearNotice hear, HearVote hearVote, UnnamedReader unnamed, FetchTurn turn) : IReceive<Create>
{
    public async Task<Outcome> ReceiveAsync(Create activity, Actor sender, CancellationToken ct)
    {
        var note = activity.Object;
        if (!Ids.Same(note.AttributedTo, sender.Uri))
            return Outcome.Ignored("the note is by someone else");
        if (note.IsVote)
            return await hearVote.RunAsync(note, sender, ct);
        if (await db.Notices.AnyAsync(n => n.Uri == note.Id, ct))
            return await KnownAsync(note.Id, sender, ct);
        if (await db.Tombstones.AnyAsync(t => t.Uri == note.Id && t.AuthorId == sender.Id, ct))
            return Outcome.Ignored("it was deleted");

        var notice = await hear.WriteAsync(note, sender, ct);
        if (await unnamed.OfAsync(notice, sender, ct) is { } reader)
            notice.Addressees.Add(reader);
        if (!await ConcernsSomeoneHereAsync(notice.Addressees.Select(a => a.ActorId), notice.InReplyToId, sender, ct))
            return Outcome.Ignored("it concerns nobody here");

        await AskWhatItNamesAsync(notice, ct);
        await hear.StoreAsync(notice, note, sender, toHomes: true, ct);
        return Outcome.Done;
    }

    /// <summary>The sender says that a notice is new that we have: it may have been fetched before it was sent, and stand on no home timeline yet.</summary>
    public async Task<Outcome> KnownAsync(Uri id, Actor sender, CancellationToken ct)
    {
        var notice = await db.Notices
            .Include(n => n.Addressees)
            .Include(n => n.Quote)
            .AsSplitQuery()
            .SingleOrDefaultAsync(n => n.Uri == id && n.AuthorId == sender.Id && n.RepeatOfId == null, ct);
        if (notice is null)
            return Outcome.Ignored("we have it already");
        if (await unnamed.OfAsync(notice, sender, ct) is { } reader)
            return await BringAlsoAsync(notice, reader, ct);
        if (await db.HomeEntries.AnyAsync(e => e.NoticeId == notice.Id, ct)
            || await db.Notifications.AnyAsync(n => n.NoticeId == notice.Id, ct)
            || !await ConcernsSomeoneHereAsync(notice.Addressees.Select(a => a.ActorId), notice.InReplyToId, sender, ct))
            return Outcome.Ignored("we have it already");
        await AskWhatItNamesAsync(notice, ct);
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(ct);
                await hear.TellAsync(notice, ct);
            },
            ct);
        return Outcome.Done;
    }

    private async Task<Outcome> BringAlsoAsync(Notice notice, Addressee reader, CancellationToken ct)
    {
        db.Addressees.Add(reader);
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(ct);
                await hear.PutAsync(notice.Id, ct);
            },
            ct);
        return Outcome.Done;
    }

    // Asked of what arrives only: what is fetched would ask again and again, along a chain that a stranger makes.
    private async Task AskWhatItNamesAsync(Notice notice, CancellationToken ct)
    {
        if (notice is { InReplyToId: null, InReplyToUri: { } answered })
            await turn.RaiseAsync(new ParentMissing(notice.Id, Origin.HostOf(answered)), Origin.HostOf(answered), ct);
        if (notice.Quote is { } quote)
            await turn.RaiseAsync(new QuoteHeard(notice.Id, Origin.HostOf(quote.QuotedUri)), Origin.HostOf(quote.QuotedUri), ct);
    }

    private async Task<bool> ConcernsSomeoneHereAsync(IEnumerable<long> named, long? inReplyTo, Actor sender, CancellationToken ct)
    {
        if (await db.Follows.AnyAsync(f => f.FollowedId == sender.Id && f.IsAccepted && f.Follower!.Host == "", ct))
            return true;
        var ids = named.ToArray();
        return await db.Actors.AnyAsync(a => ids.Contains(a.Id) && a.Host == "" && a.Id != InstanceActor.ActorId, ct)
            || (inReplyTo is not null && await db.Actors.NotBlocking(sender.Id)
                .AnyAsync(a => a.Host == "" && db.Notices.Any(n => n.Id == inReplyTo && n.AuthorId == a.Id), ct));
    }
}
