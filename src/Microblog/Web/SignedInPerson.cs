using Microblog.Accounts;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Web;

/// <summary>Whom the navigation greets.</summary>
public sealed class SignedInPerson(Db db, Viewer viewer)
{
    /// <summary>Null for a passer-by.</summary>
    public async Task<Person?> FindAsync(CancellationToken ct) => viewer.ActorId is not { } id
        ? null
        : await db.Actors
            .Where(a => a.Id == id)
            .Select(a => new Person(a.Handle, a.DisplayName, a.Followers.Count(f => !f.IsAccepted)))
            .SingleOrDefaultAsync(ct);

    /// <summary>What the navigation says of them.</summary>
    /// <param name="FollowRequests">How many wait to be let follow.</param>
    public sealed record Person(string Handle, string DisplayName, int FollowRequests);
}
