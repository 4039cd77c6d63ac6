using System.Linq.Expressions;
using Microblog.Moderation;
using Microblog.Notices;

namespace Microblog.Timelines;

/// <summary>Who may read what stands on a timeline.</summary>
public static class PlacedQueries
{
    extension(IQueryable<Placed> placed)
    {
        /// <summary>Only what this viewer may read; a null viewer is a passer-by.</summary>
        /// <remarks>The one predicate every door asks. A repeat is there only for who may read also what it repeats.</remarks>
        public ReadableNotices VisibleTo(long? viewer, DateTimeOffset now)
        {
            var readable = ReadableBy(viewer, now);
            var itself = readable.Of((Placed p) => p.Notice);
            var original = readable.Of((Placed p) => p.Notice.RepeatOf!);
            Expression<Func<Placed, bool>> repeatsNothing = p => p.Notice.RepeatOfId == null;
            var both = Expression.AndAlso(
                itself.Body, Expression.OrElse(repeatsNothing.At(itself.Parameters[0]), original.At(itself.Parameters[0])));
            return new(placed.Where(Expression.Lambda<Func<Placed, bool>>(both, itself.Parameters)), new Reader(viewer, now));
        }

        /// <summary>Only what another server was sent, or would be: what everybody may read, what somebody there follows or is named in.</summary>
        /// <param name="host">As actors have it; never that of this server, which is empty.</param>
        public ReadableNotices VisibleToServer(string host, DateTimeOffset now)
        {
            var closed = Block.ClosesAccountAt(now);
            var sent = placed.Where(p =>
                !p.Notice.Author!.Blocks.AsQueryable().Any(closed)
                && (p.Notice.Visibility == Visibility.Public
                    || p.Notice.Visibility == Visibility.Unlisted
                    || p.Notice.Addressees.Any(a => a.Actor!.Host == host)
                    || (p.Notice.Visibility == Visibility.Followers
                        && p.Notice.Author!.Followers.Any(f => f.Follower!.Host == host && f.IsAccepted))));
            return new(sent, new Reader(null, now));
        }
    }

    // Notices of a blocked account are nobody's to read until it is unblocked.
    private static Expression<Func<Notice, bool>> ReadableBy(long? viewer, DateTimeOffset now)
    {
        var closed = Block.ClosesAccountAt(now);
        return n =>
            !n.Author!.Blocks.AsQueryable().Any(closed)
            && (n.Visibility == Visibility.Public
                || n.Visibility == Visibility.Unlisted
                || n.AuthorId == viewer
                || n.Addressees.Any(a => a.ActorId == viewer)
                || (n.Visibility == Visibility.Followers && n.Author!.Followers.Any(f => f.FollowerId == viewer && f.IsAccepted)));
    }
}
