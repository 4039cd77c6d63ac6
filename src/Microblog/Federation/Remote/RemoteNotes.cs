using Microblog.Actors;
using Microblog.Outgoing;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Remote;

/// <summary>Reads notes from their own servers: at most two requests for one.</summary>
public sealed class RemoteNotes(PeerDocuments documents, LocalUris uris)
{
    /// <summary>Fetches a note by its id, or by an address that leads to it.</summary>
    /// <returns>The note as its own server has it now.</returns>
    /// <exception cref="DocumentUnavailableException">It is gone, cannot be had, or is not believed; or so it was a moment ago.</exception>
    public async Task<Note> FetchAsync(Uri address, CancellationToken ct)
    {
        if (uris.IsOurs(address))
            throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, "It claims to live here.");
        return await documents.UnlessMissedAsync(address, () => ReadAsync(address, ct));
    }

    private async Task<Note> ReadAsync(Uri address, CancellationToken ct)
    {
        var answer = await documents.ActivityPubAsync(address, ct);
        var note = Parse(answer, address);

        // A page's address may lead to the note; its id decides where that is fetched from (once).
        if (Origin.ObjectionToFetched(note, answer.FinalUri) is not null && !uris.IsOurs(note.Id))
        {
            var id = note.Id;
            answer = await documents.ActivityPubAsync(id, ct);
            note = Parse(answer, id);
            if (!Ids.Same(note.Id, id))
                throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, "The note has yet another id.");
        }

        var objection = uris.IsOurs(note.Id) ? "It claims to live here." : Origin.ObjectionToFetched(note, answer.FinalUri);
        return objection is null ? note : throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, objection);
    }

    private static Note Parse(PeerAnswer answer, Uri address)
    {
        try
        {
            return NoteParser.Parse(answer.Body);
        }
        catch (MalformedActivityException malformed)
        {
            throw DocumentUnavailableException.Unreadable(address, answer, malformed);
        }
    }
}
