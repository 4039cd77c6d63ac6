using Microblog.Actors;
using Microblog.Data;
using Microblog.Protocols.ActivityPub;
using Microblog.Protocols.WebFinger;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Remote;

/// <summary>Whose a name is: its server says so, not who goes by it.</summary>
/// <remarks>Many servers let those who live there write documents, and one of those could call itself by a neighbour's name.</remarks>
public sealed class ActorNames(Db db, WebFinger webFinger)
{
    /// <summary>Returns if the actor may go by the name that it gives itself: one that it has here already, or that WebFinger says is its own. Where
    /// WebFinger says nothing, a name that nobody has here will do.</summary>
    /// <exception cref="DocumentUnavailableException">The name is another's, or may be.</exception>
    public async Task RequireOwnAsync(ActorDocument document, CancellationToken ct)
    {
        var handle = new Handle(document.PreferredUsername, Origin.HostOf(document.Id));
        var holder = await HolderAsync(handle, ct);
        if (Ids.Same(holder, document.Id))
            return;

        Uri? named;
        try
        {
            named = await webFinger.HolderAsync(handle, ct);
        }
        catch (DocumentUnavailableException) when (holder is null)
        {
            return;
        }
        catch (DocumentUnavailableException unavailable)
        {
            // That nothing is said of the name does not mean that the actor is gone.
            var trouble = unavailable.Trouble == DocumentTrouble.Unreachable ? DocumentTrouble.Unreachable : DocumentTrouble.NotBelieved;
            throw new DocumentUnavailableException(trouble, $"{handle} is another's here: {unavailable.Message}", unavailable);
        }

        if (named is null ? holder is not null : !Ids.Same(named, document.Id))
            throw new DocumentUnavailableException(DocumentTrouble.NotBelieved, $"Its server gives the name {handle} to another.");
    }

    private Task<Uri?> HolderAsync(Handle handle, CancellationToken ct)
    {
        var key = Actor.KeyOf(handle.Name);
        return db.Actors
            .Where(a => a.HandleKey == key && a.Host == handle.Host && a.GoneAt == null)
            .Select(a => (Uri?)a.Uri)
            .SingleOrDefaultAsync(ct);
    }
}
