using System.Linq.Expressions;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Lists;

/// <summary>Makes, changes and ends one's lists.</summary>
public sealed class OwnLists(Db db, Snowflake ids)
{
    private static readonly Expression<Func<PersonList, ListLine>> Line = l => new ListLine(l.Id, l.OwnerId, l.Title, l.ShownReplies, l.IsExclusive);

    /// <summary>Makes a list.</summary>
    /// <exception cref="RefusalException">It has no name, too long a one, or there are too many lists.</exception>
    public async Task<ListLine> CreateAsync(long ownerId, string title, ShownReplies shownReplies, bool isExclusive, CancellationToken ct)
    {
        var name = Required(title);
        if (await db.PersonLists.CountAsync(l => l.OwnerId == ownerId, ct) >= PersonList.MostPerOwner)
            throw new RefusalException(Refusal.TooManyLists);
        var list = new PersonList { Id = ids.Next(), OwnerId = ownerId, Title = name, ShownReplies = shownReplies, IsExclusive = isExclusive };
        db.PersonLists.Add(list);
        await db.SaveChangesAsync(ct);
        return Of(list);
    }

    /// <summary>Changes what is given, and leaves the rest.</summary>
    /// <exception cref="RefusalException">There is no such list of this owner's, or the name is none.</exception>
    public async Task<ListLine> ChangeAsync(long ownerId, long listId, string? title, ShownReplies? shownReplies, bool? isExclusive, CancellationToken ct)
    {
        var list = await db.PersonLists.SingleOrDefaultAsync(l => l.Id == listId && l.OwnerId == ownerId, ct) ?? throw new RefusalException(Refusal.NotFound);
        list.Title = title is null ? list.Title : Required(title);
        list.ShownReplies = shownReplies ?? list.ShownReplies;
        list.IsExclusive = isExclusive ?? list.IsExclusive;
        await db.SaveChangesAsync(ct);
        return Of(list);
    }

    /// <summary>Ends a list. Those on it stay followed.</summary>
    /// <exception cref="RefusalException">There is no such list of this owner's.</exception>
    public async Task DeleteAsync(long ownerId, long listId, CancellationToken ct)
    {
        await RequireAsync(ownerId, listId, ct);
        await db.InOneTransactionAsync(() => db.PersonLists.Where(l => l.Id == listId && l.OwnerId == ownerId).ExecuteDeleteAsync(ct), ct);
    }

    /// <summary>The list.</summary>
    /// <exception cref="RefusalException">There is no such list of this owner's.</exception>
    public async Task<ListLine> RequireAsync(long ownerId, long listId, CancellationToken ct) =>
        await FindAsync(ownerId, listId, ct) ?? throw new RefusalException(Refusal.NotFound);

    /// <summary>The list; null when there is none of this owner's.</summary>
    public Task<ListLine?> FindAsync(long ownerId, long listId, CancellationToken ct) =>
        db.PersonLists.Where(l => l.Id == listId && l.OwnerId == ownerId).Select(Line).SingleOrDefaultAsync(ct);

    /// <summary>All of a person, as they were made.</summary>
    public async Task<IReadOnlyList<ListLine>> AllAsync(long ownerId, CancellationToken ct) =>
        await db.PersonLists.Where(l => l.OwnerId == ownerId).OrderBy(l => l.Id).Select(Line).ToListAsync(ct);

    private static ListLine Of(PersonList list) => new(list.Id, list.OwnerId, list.Title, list.ShownReplies, list.IsExclusive);

    private static string Required(string title) => title.Trim() switch
    {
        { Length: 0 } => throw new RefusalException(Refusal.ListTitleMissing),
        { Length: > PersonList.MaxTitle } => throw new RefusalException(Refusal.ListTitleTooLong),
        var name => name,
    };
}
