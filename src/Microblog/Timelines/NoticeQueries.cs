using Microblog.Actors;
using Microblog.Data;
using Microblog.Lists;
using Microblog.Moderation;
using Microblog.Notices;
using Microblog.Relations.Mutes;

namespace Microblog.Timelines;

/// <summary>The words timelines are made of.</summary>
public static class NoticeQueries
{
    extension(IQueryable<Notice> notices)
    {
        /// <summary>What a local person's home timeline holds.</summary>
        public IQueryable<Placed> OnHomeOf(Db db, long ownerId) =>
            from entry in db.HomeEntries
            where entry.OwnerId == ownerId
            join notice in notices on entry.NoticeId equals notice.Id
            select new Placed { Id = entry.NoticeId, Notice = notice };

        /// <summary>What of it a person reads there: what stands on an exclusive list, or is by somebody muted, is left out.</summary>
        public IQueryable<Placed> ReadAtHomeBy(Db db, long ownerId, DateTimeOffset now) =>
            notices.OnHomeOf(db, ownerId).WithoutExclusiveLists(db, ownerId).WithoutMutedBy(db, ownerId, now);

        public IQueryable<Notice> By(long authorId) => notices.Where(n => n.AuthorId == authorId);

        /// <summary>What an actor put at the top of their profile.</summary>
        public IQueryable<Notice> PinnedBy(long authorId) => notices.Where(n => n.AuthorId == authorId && n.Pins.Any());

        /// <summary>Public notices of people here: what a passer-by finds on the front page.</summary>
        public IQueryable<Notice> OnPublicPage(DateTimeOffset now) =>
            notices.Where(n => n.Visibility == Visibility.Public && n.Text != null).ByThoseStrangersMeet(now);

        /// <summary>Public notices from here and elsewhere, except by whom, or from where, is silenced.</summary>
        public IQueryable<Notice> OnFederatedPage(DateTimeOffset now) =>
            notices.Where(n => n.Visibility == Visibility.Public && n.RepeatOfId == null).ByThoseStrangersMeet(now);

        /// <summary>Public notices that carry a tag, wherever they were written, except by whom, or where, is silenced.</summary>
        /// <param name="key">As <see cref="Notices.Text.Hashtag.KeyOf"/> folds it.</param>
        public IQueryable<Placed> Tagged(Db db, string key, DateTimeOffset now) =>
            from tag in db.NoticeTags
            where tag.Key == key
            join notice in notices.ByThoseStrangersMeet(now) on tag.NoticeId equals notice.Id
            where notice.Visibility == Visibility.Public
            select new Placed { Id = tag.NoticeId, Notice = notice };

        /// <summary>As <c>Tagged</c>, of several tags at once.</summary>
        public IQueryable<Placed> TaggedByAny(Db db, IReadOnlyCollection<string> keys, DateTimeOffset now) => notices
            .Where(n => n.Visibility == Visibility.Public)
            .ByThoseStrangersMeet(now)
            .Where(n => db.NoticeTags.Any(t => t.NoticeId == n.Id && keys.Contains(t.Key)))
            .InPlace();

        /// <summary>What an actor likes; each in the place of the like.</summary>
        public IQueryable<Placed> LikedBy(Db db, long actorId) =>
            from like in db.Likes
            where like.ActorId == actorId && like.Emoji == ""
            join notice in notices on like.NoticeId equals notice.Id
            select new Placed { Id = like.Id, Notice = notice };

        /// <summary>What an actor marked to find again; each in the place of the mark.</summary>
        public IQueryable<Placed> BookmarkedBy(Db db, long actorId) =>
            from mark in db.Bookmarks
            where mark.ActorId == actorId
            join notice in notices on mark.NoticeId equals notice.Id
            select new Placed { Id = mark.Id, Notice = notice };

        /// <summary>Only by those whom everybody meets: neither they nor their server are silenced.</summary>
        public IQueryable<Notice> ByThoseStrangersMeet(DateTimeOffset now)
        {
            var silenced = Block.SilencesAt(now);
            return notices.Where(n => n.Author!.HostStanding == HostStanding.Open && !n.Author.Blocks.AsQueryable().Any(silenced));
        }

        /// <summary>Only by those whom this viewer meets: who is silenced, or whose server is, is met by their followers.</summary>
        public IQueryable<Notice> ByThoseMetBy(long? viewer, DateTimeOffset now)
        {
            var silenced = Block.SilencesAt(now);
            return notices.Where(n =>
                (n.Author!.HostStanding != HostStanding.Silenced && !n.Author.Blocks.AsQueryable().Any(silenced))
                || n.AuthorId == viewer
                || n.Author.Followers.Any(f => f.FollowerId == viewer && f.IsAccepted));
        }

        /// <summary>Notices that are walked themselves, so that their own id is their place.</summary>
        public IQueryable<Placed> InPlace() => notices.Select(n => new Placed { Id = n.Id, Notice = n });

        /// <summary>Only what this viewer may read, as <see cref="PlacedQueries"/> says.</summary>
        public ReadableNotices VisibleTo(long? viewer, DateTimeOffset now) => notices.InPlace().VisibleTo(viewer, now);

        /// <summary>Only what another server was sent, as <see cref="PlacedQueries"/> says.</summary>
        public ReadableNotices VisibleToServer(PeerReader reader, DateTimeOffset now) => notices.InPlace().VisibleToServer(reader, now);
    }
}
