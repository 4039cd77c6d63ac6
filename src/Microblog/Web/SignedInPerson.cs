using Microblog.Accounts;
using Microblog.Data;
using Microblog.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Web;

/// <summary>Whom the navigation greets.</summary>
public sealed class SignedInPerson(Db db, Viewer viewer, TimeProvider clock)
{
    /// <summary>More notifications than this are not counted.</summary>
    public const int MostCounted = 99;

    /// <summary>Null for a passer-by.</summary>
    public async Task<Person?> FindAsync(CancellationToken ct)
    {
        if (viewer.ActorId is not { } id)
            return null;
        var read = await db.Markers.LastReadOfAsync(id, ct);
        var told = await db.Notifications.ShownTo(db, id, clock.GetUtcNow()).Where(n => n.Id > read).Take(MostCounted + 1).CountAsync(ct);
        return await db.Actors
            .Where(a => a.Id == id)
            .Select(a => new Person(a.Handle, a.DisplayName, a.Followers.Count(f => !f.IsAccepted), told))
            .SingleOrDefaultAsync(ct);
    }

    /// <summary>What the navigation says of them.</summary>
    /// <param name="FollowRequests">How many wait to be let follow.</param>
    /// <param name="Notifications">How many are new, up to one more than <see cref="MostCounted"/>.</param>
    public sealed record Person(string Handle, string DisplayName, int FollowRequests, int Notifications);
}
