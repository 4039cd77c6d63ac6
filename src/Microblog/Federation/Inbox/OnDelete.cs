using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Quotes;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Notices.Quotes;
using Microblog.Protocols.ActivityPub;
using Microblog.Streaming;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor deleted a notice of its own, a stamp of its own, or itself.</summary>
/// <remarks>Source: ActivityPub §7.4. The end of an actor is confirmed at its origin, as it cannot be taken back.</remarks>
public sealed class OnDelete(Db db, RemoteActors remote, ForgetActor forget, HearQuoteAnswer quotes, TimeProvider clock) : IReceive<Delete>
{
    public Task<Outcome> ReceiveAsync(Delete activity, Actor sender, CancellationToken ct) =>
        Ids.Same(activity.Object, sender.Uri) ? ActorGoneAsync(sender, ct) : NoticeGoneAsync(activity.Object, sender, ct);

    private async Task<Outcome> NoticeGoneAsync(Uri uri, Actor sender, CancellationToken ct)
    {
        var notice = await db.Notices.SingleOrDefaultAsync(n => n.Uri == uri, ct);
        if (notice is not null && notice.AuthorId != sender.Id)
            return Outcome.Ignored("the notice is someone else's");

        if (notice is not null)
            db.Notices.Remove(notice);
        else
            await quotes.StampEndedAsync(uri, sender, ct);
        db.QuoteStamps.RemoveRange(await db.QuoteStamps.Of(sender.Id, uri).ToListAsync(ct));
        if (!await db.Tombstones.AnyAsync(t => t.Uri == uri && t.AuthorId == sender.Id, ct))
            db.Tombstones.Add(new Tombstone { Uri = uri, AuthorId = sender.Id, DeletedAt = clock.GetUtcNow() });
        await StoreAsync(notice, ct);
        return Outcome.Done;
    }

    private async Task StoreAsync(Notice? gone, CancellationToken ct)
    {
        if (gone is null)
        {
            await db.SaveChangesAsync(ct);
            return;
        }

        var named = await db.Addressees.Where(a => a.NoticeId == gone.Id).Select(a => a.ActorId).ToListAsync(ct);
        await db.InOneTransactionAsync(
            async () =>
            {
                await db.SaveChangesAsync(ct);
                await db.SpreadAsync(News.Deleted(gone.Id, gone.AuthorId, gone.Visibility <= Visibility.Unlisted, named), ct);
            },
            ct);
    }

    private async Task<Outcome> ActorGoneAsync(Actor sender, CancellationToken ct)
    {
        try
        {
            await remote.FetchAsync(sender.Uri, ct);
            return Outcome.Ignored("its server says that the actor is still there");
        }
        catch (DocumentUnavailableException unavailable) when (unavailable.Trouble == DocumentTrouble.Unreachable)
        {
            return unavailable.Outcome;
        }
        catch (DocumentUnavailableException unavailable) when (unavailable.Trouble == DocumentTrouble.NotBelieved)
        {
            return Outcome.Ignored(unavailable.Message);
        }
        catch (DocumentUnavailableException)
        {
            await forget.RunAsync(sender.Id, ct);
            return Outcome.Done;
        }
    }
}
