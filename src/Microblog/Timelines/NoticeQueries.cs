using Microblog.Data;
using Microblog.Moderation;
using Microblog.Notices;

namespace Microblog.Timelines;

/// <summary>The words timelines are made of.</summary>
public static class NoticeQueries
{
    extension(IQueryable<Notice> notices)
    {
        /// <summary>What a local person's home timeline holds.</summary>
        public IQueryable<Notice> OnHomeOf(Db db, long ownerId) =>
            from entry in db.HomeEntries
            where entry.OwnerId == ownerId
            join notice in notices on entry.NoticeId equals notice.Id
            select notice;

        public IQueryable<Notice> By(long authorId) => notices.Where(n => n.AuthorId == authorId);

        /// <summary>Public notices of people here: what a passer-by finds on the front page.</summary>
        public IQueryable<Notice> OnPublicPage() => notices.Where(n => n.Visibility == Visibility.Public && n.Author!.Host == "");

        /// <summary>Public notices that carry a tag, wherever they were written.</summary>
        /// <param name="key">As <see cref="Notices.Text.Hashtag.KeyOf"/> folds it.</param>
        public IQueryable<Notice> Tagged(string key) =>
            notices.Where(n => n.Visibility == Visibility.Public && n.Tags.Any(t => t.Key == key));

        /// <summary>Only what this viewer may read; a null viewer is a passer-by.</summary>
        /// <remarks>The one predicate every door asks. Notices of a blocked account are nobody's to read until it is unblocked.</remarks>
        public ReadableNotices VisibleTo(long? viewer, DateTimeOffset now) => new(notices.Where(n =>
            !n.Author!.Blocks.Any(b =>
                b.Scope == BlockScope.Account && b.LiftedAt == null && (b.Until == null || b.Until > now))
            && (n.Visibility == Visibility.Public
                || n.Visibility == Visibility.Unlisted
                || n.AuthorId == viewer
                || n.Addressees.Any(a => a.ActorId == viewer)
                || (n.Visibility == Visibility.Followers && n.Author!.Followers.Any(f => f.FollowerId == viewer && f.IsAccepted)))));
    }
}
