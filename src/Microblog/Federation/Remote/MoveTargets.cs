using Microblog.Actors;
using Microblog.Data;
using Microblog.Protocols.ActivityPub;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Federation.Remote;

/// <summary>Judges whether an actor is one that another may move to.</summary>
public sealed class MoveTargets(Db db, RemoteActors remote, KeepActor keep, LocalUris uris, TimeProvider clock)
{
    /// <summary>Reads the new actor afresh, from its own server or from our database, and judges it.</summary>
    /// <exception cref="DocumentUnavailableException">It is gone, cannot be had, or is not believed.</exception>
    public async Task<MoveTarget> FindAsync(Actor mover, Uri target, CancellationToken ct)
    {
        if (uris.IsOurs(target))
            return await LocalAsync(mover, uris.ActorIdOf(target), ct);

        // The document itself is asked: what it says of a further move is kept only where both ends say so.
        var document = await remote.ReadHeardOfAsync(target, ct);
        if (Ids.Same(document.Id, mover.Uri))
            return MoveTarget.Unfit("it moves to itself");
        if (!document.AlsoKnownAs.Contains(mover.Uri, Ids.Comparer))
            return MoveTarget.Unfit("the new actor does not name the old one");
        if (document.MovedTo is not null)
            return MoveTarget.Unfit("the new actor has itself moved");
        if (document.Suspended)
            return MoveTarget.Unfit("the new actor is suspended");
        return await ShownAsync((await keep.RunAsync(document, ct)).Id, ct);
    }

    private async Task<MoveTarget> LocalAsync(Actor mover, long? targetId, CancellationToken ct)
    {
        var found = await db.Actors.FromHere()
            .Where(a => a.Id == targetId)
            .Select(a => new { a.Id, a.MovedToId, IsNamed = a.Aliases.Any(x => x.Uri == mover.Uri) })
            .SingleOrDefaultAsync(ct);
        return found is null ? MoveTarget.Unfit("nobody here has that address")
            : !found.IsNamed ? MoveTarget.Unfit("the new actor does not name the old one")
            : found.MovedToId is not null ? MoveTarget.Unfit("the new actor has itself moved")
            : await ShownAsync(found.Id, ct);
    }

    private async Task<MoveTarget> ShownAsync(long actorId, CancellationToken ct) =>
        await db.Actors.ThatAreShown(clock.GetUtcNow()).AnyAsync(a => a.Id == actorId, ct)
            ? new MoveTarget(actorId, Objection: null)
            : MoveTarget.Unfit("the new actor is blocked here");
}

/// <summary>Whom somebody moves to.</summary>
/// <param name="Objection">Why nobody may be led there; null when there is no reason.</param>
public sealed record MoveTarget(long ActorId, string? Objection)
{
    public static MoveTarget Unfit(string because) => new(0, because);
}
