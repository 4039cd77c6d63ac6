using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Featured;

/// <summary>Reads the pinned notices of an actor elsewhere: its collection, at most one page of it, and each note that we do not have.</summary>
/// <remarks>At most <see cref="Pin.MostElsewhere"/> notes and two documents more are fetched, all from the actor's own server.</remarks>
public sealed class ReadFeatured(Db db, PeerDocuments documents, PinnedNotes pinned)
{
    public async Task<Outcome> RunAsync(long actorId, CancellationToken ct)
    {
        var actor = await db.Actors.SingleOrDefaultAsync(a => a.Id == actorId && a.Host != "" && a.GoneAt == null, ct);
        if (actor?.FeaturedUri is not { } featured)
            return Outcome.Ignored("the actor names no such collection");
        try
        {
            await PinAsync(actor, await ItemsAsync(featured, ct), ct);
            return Outcome.Done;
        }
        catch (DocumentUnavailableException unavailable)
        {
            // It is asked for again when somebody looks another day: what is pinned is no news.
            return Outcome.Ignored(unavailable.Message);
        }
    }

    private async Task PinAsync(Actor actor, List<Uri> notes, CancellationToken ct)
    {
        // Those no longer pinned make room first.
        await db.Pins
            .Where(p => p.ActorId == actor.Id && !db.Notices.Any(n => n.Id == p.NoticeId && notes.Contains(n.Uri)))
            .ExecuteDeleteAsync(ct);
        foreach (var note in notes)
        {
            try
            {
                await pinned.AddAsync(note, actor, ct);
            }
            catch (DocumentUnavailableException)
            {
                // One that cannot be had does not keep the others away.
            }
        }
    }

    private async Task<List<Uri>> ItemsAsync(Uri address, CancellationToken ct)
    {
        var collection = await CollectionAsync(address, ct);
        if (collection is { Items.Count: 0 })
            collection = collection.FirstPage ?? (collection.First is { } first ? await CollectionAsync(first, ct) : collection);
        return [.. collection.Items.Select(i => i.Id).Take(Pin.MostElsewhere)];
    }

    private async Task<CollectionDocument> CollectionAsync(Uri address, CancellationToken ct)
    {
        var answer = await documents.ActivityPubAsync(address, ct);
        try
        {
            var collection = CollectionParser.Parse(answer.Body);
            return Origin.ObjectionToFetched(collection, answer.FinalUri) is { } objection
                ? throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, objection)
                : collection;
        }
        catch (MalformedActivityException malformed)
        {
            throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, malformed.Message, malformed);
        }
    }
}
