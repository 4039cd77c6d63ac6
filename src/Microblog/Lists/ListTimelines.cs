using Microblog.Data;
using Microblog.Notices;
using Microblog.Relations.Mutes;
using Microblog.Timelines;

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
            var (toMembers, toFollowed) = (list.ShownReplies == ShownReplies.ToMembers, list.ShownReplies == ShownReplies.ToFollowed);
            return home
                .Where(p => members.Any(m => m.ActorId == p.Notice.AuthorId))
                .Where(p => p.Notice.InReplyToUri == null
                    || p.Notice.InReplyTo!.AuthorId == p.Notice.AuthorId
                    || p.Notice.InReplyTo.AuthorId == list.OwnerId
                    || (toMembers && members.Any(m => m.ActorId == p.Notice.InReplyTo.AuthorId))
                    || (toFollowed && p.Notice.InReplyTo.Author!.Followers.Any(f => f.FollowerId == list.OwnerId && f.IsAccepted)));
        }

        /// <summary>Of a home timeline, what does not stand on a list that is to have it alone.</summary>
        public IQueryable<Placed> WithoutExclusiveLists(Db db, long ownerId) => home.Where(p =>
            !db.ListMembers.Any(m => m.ActorId == p.Notice.AuthorId && m.List!.OwnerId == ownerId && m.List.IsExclusive));
    }
}

/// <summary>What is read on a list.</summary>
public static class ReadLists
{
    extension(IQueryable<Notice> notices)
    {
        /// <summary>What the owner of a list reads there.</summary>
        public IQueryable<Placed> ReadOnList(Db db, ListLine list, DateTimeOffset now) =>
            notices.OnHomeOf(db, list.OwnerId).OnList(db, list).WithoutMutedBy(db, list.OwnerId, now);
    }
}

/// <summary>A list, as its owner has it.</summary>
public sealed record ListLine(long Id, long OwnerId, string Title, ShownReplies ShownReplies, bool IsExclusive);
