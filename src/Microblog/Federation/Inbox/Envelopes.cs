using Microblog.Actors;
using Microblog.Data;
using Microblog.Federation.Remote;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Inbox;

/// <summary>Reads from the way in which an activity came what the activity itself does not say.</summary>
public sealed class Envelopes(Db db, LocalUris uris)
{
    /// <summary>Reads what its own actor sent; what others brought says nothing but its text.</summary>
    /// <param name="inboxOf">The person here whose own inbox it came to; null for the inbox of all.</param>
    public async Task<Envelope> ReadAsync(Verdict verdict, RemoteKey sender, long? inboxOf, CancellationToken ct) => verdict.FirstHand switch
    {
        // COMPAT(Misskey): every Undo of a Follow of the same two has the same id; of older ones so has every Follow.
        { Activity: Undo or Follow } said => new Envelope($"{verdict.ActivityId} {said.Fingerprint}", null),
        { Activity: Create { Object: var note } } when inboxOf is { } owner && await IsUnnamedAsync(note, uris.Actor(owner), sender, ct) =>
            new Envelope($"{verdict.ActivityId} to {owner}", owner),
        _ => Envelope.Plain,
    };

    // Of what is for everybody or for followers many servers bring one to the inbox of each follower, also of those who follow no longer.
    private async Task<bool> IsUnnamedAsync(Note note, Uri owner, RemoteKey author, CancellationToken ct)
    {
        List<Uri> named = [.. note.To, .. note.Cc, .. note.Mentions.Select(m => m.Href)];
        if (note.IsVote || named.Exists(Addressing.IsPublic) || named.Contains(owner, Ids.Comparer))
            return false;
        var followers = await db.Actors.Where(a => a.Id == author.OwnerId).Select(a => a.FollowersUri).SingleOrDefaultAsync(ct);
        return followers is null || !named.Contains(followers, Ids.Comparer);
    }
}

/// <summary>What the way in which an activity came says of it.</summary>
/// <param name="Again">As what it is heard once more though its id is known, once; null for never.</param>
/// <param name="InboxOf">The person here to whom it was brought without naming them; null for nobody.</param>
public sealed record Envelope(string? Again, long? InboxOf)
{
    public static Envelope Plain { get; } = new(null, null);
}
