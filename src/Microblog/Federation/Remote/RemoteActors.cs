using Microblog.Actors;
using Microblog.Outgoing;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Remote;

/// <summary>Reads actors from their own servers and keeps them.</summary>
public sealed class RemoteActors(PeerDocuments documents, KeepActor keep, LocalUris uris)
{
    /// <summary>Fetches an actor by its id, or by an address that leads to it.</summary>
    /// <returns>The actor, stored.</returns>
    /// <exception cref="DocumentUnavailableException">It is gone, cannot be had, or is not believed.</exception>
    public async Task<Actor> FetchAsync(Uri address, CancellationToken ct) => await keep.RunAsync(await ReadAsync(address, ct), ct);

    /// <summary>Fetches an actor of whom only a stranger spoke: not again where it could not be had a moment ago.</summary>
    /// <inheritdoc cref="FetchAsync"/>
    public Task<Actor> FetchHeardOfAsync(Uri address, CancellationToken ct) =>
        documents.UnlessMissedAsync(address, () => FetchAsync(address, ct));

    /// <summary>Reads the document of an actor of whom only a stranger spoke: not again where it could not be had a moment ago.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public Task<ActorDocument> ReadHeardOfAsync(Uri address, CancellationToken ct) =>
        documents.UnlessMissedAsync(address, () => ReadAsync(address, ct));

    /// <summary>Keeps an actor whose document was already fetched.</summary>
    /// <inheritdoc cref="FetchAsync"/>
    public async Task<Actor> TakeAsync(PeerAnswer answer, CancellationToken ct) => await keep.RunAsync(Believe(Read(answer.FinalUri, answer), answer), ct);

    /// <summary>Reads an actor's document, without keeping anything of it.</summary>
    /// <returns>Believed: it came from its own origin.</returns>
    /// <exception cref="DocumentUnavailableException">It is gone, cannot be had, or is not believed.</exception>
    public async Task<ActorDocument> ReadAsync(Uri address, CancellationToken ct)
    {
        var answer = await documents.ActivityPubAsync(address, ct);
        var document = Read(address, answer);

        // A page's address may lead to the actor's document; its id decides where that is fetched from (once).
        if (Origin.ObjectionToFetched(document, answer.FinalUri) is not null)
        {
            var id = document.Id;
            answer = await documents.ActivityPubAsync(id, ct);
            document = Read(id, answer);
            if (!Ids.Same(document.Id, id))
                throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, "The actor has yet another id.");
        }

        return Believe(document, answer);
    }

    private ActorDocument Believe(ActorDocument document, PeerAnswer answer)
    {
        var objection = uris.IsOurs(document.Id) ? "It claims to live here." : Origin.ObjectionToFetched(document, answer.FinalUri);
        return objection is null ? document : throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, objection);
    }

    private static ActorDocument Read(Uri address, PeerAnswer answer)
    {
        try
        {
            return ActorParser.Parse(answer.Body);
        }
        catch (MalformedActivityException malformed)
        {
            throw DocumentUnavailableException.Unreadable(address, answer, malformed);
        }
    }
}
