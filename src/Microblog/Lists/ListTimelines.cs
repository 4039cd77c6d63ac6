using Microblog.Data;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Lists;

/// <summary>What lists show, and what they take from the home timeline. Both are parts of what is on the owner's home timeline anyway.</summary>
public static class ListTimelines
{
    extension(IQueryable<Placed> home)
    {
        /// <summary>Of a home timeline, what members of a list said or repeated.</summary>
        public IQueryable<Placed> OnList(Db db, ListLine list)
        {
            var members = db.ListMembers.Where(m => m.ListId == list.Id);
            var said = home.Where(p => members.Any(m => m.ActorId == p.Notice.AuthorId));
            return list.ShownReplies switch
            {
                ShownReplies.None => said.Where(p => p.Notice.InReplyToUri == null
                    || p.Notice.InReplyTo!.AuthorId == p.Notice.AuthorId || p.Notice.InReplyTo!.AuthorId == list.OwnerId),
                ShownReplies.ToFollowed => said.Where(p => p.Notice.InReplyToUri == null
                    || p.Notice.InReplyTo!.AuthorId == p.Notice.AuthorId || p.Notice.InReplyTo!.AuthorId == list.OwnerId
                    || p.Notice.InReplyTo.Author!.Followers.Any(f => f.FollowerId == list.OwnerId && f.IsAccepted)),
                _ => said.Where(p => p.Notice.InReplyToUri == null
                    || p.Notice.InReplyTo!.AuthorId == p.Notice.AuthorId || p.Notice.InReplyTo!.AuthorId == list.OwnerId
                    || members.Any(m => m.ActorId == p.Notice.InReplyTo!.AuthorId)),
            };
        }

        /// <summary>Of a home timeline, what does not stand on a list that is to have it alone.</summary>
        public IQueryable<Placed> WithoutExclusiveLists(Db db, long ownerId) => home.Where(p =>
            !db.ListMembers.Any(m => m.ActorId == p.Notice.AuthorId && m.List!.OwnerId == ownerId && m.List.IsExclusive));
    }
}

/// <summary>What happens to lists when follows end or are carried to a new account.</summary>
public static class ListMemberships
{
    extension(Db db)
    {
        /// <summary>Takes an actor off all lists of somebody who no longer follows it.</summary>
        public Task LeaveListsAsync(long ownerId, long memberId, CancellationToken ct) => db.ListMembers
            .Where(m => m.ActorId == memberId && db.PersonLists.Any(l => l.Id == m.ListId && l.OwnerId == ownerId))
            .ExecuteDeleteAsync(ct);

        /// <summary>Puts the new account of somebody who moved on the lists of the old one.</summary>
        public async Task CarryListsAsync(long ownerId, long oldId, long newId, CancellationToken ct)
        {
            var places = await db.ListMembers
                .Where(m => m.ActorId == oldId && m.List!.OwnerId == ownerId && !db.ListMembers.Any(x => x.ListId == m.ListId && x.ActorId == newId))
                .Select(m => new { m.ListId, m.Place })
                .ToListAsync(ct);
            db.ListMembers.AddRange(places.Select(p => new ListMember { ListId = p.ListId, ActorId = newId, Place = p.Place }));
            await db.SaveChangesAsync(ct);
        }
    }
}

/// <summary>A list, as its owner has it.</summary>
public sealed record ListLine(long Id, long OwnerId, string Title, ShownReplies ShownReplies, bool IsExclusive);
