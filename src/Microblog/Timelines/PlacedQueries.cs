using System.Linq.Expressions;
using Microblog.Actors;
using Microblog.Moderation;
using Microblog.Moderation.Reports;
using Microblog.Notices;

namespace Microblog.Timelines;

/// <summary>Who may read what stands on a timeline.</summary>
public static class PlacedQueries
{
    extension(IQueryable<Placed> placed)
    {
        /// <summary>Only what this viewer may read; a null viewer is a passer-by.</summary>
        /// <remarks>The one predicate every door asks. A repeat is there only for who may read also what it repeats.</remarks>
        public ReadableNotices VisibleTo(long? viewer, DateTimeOffset now) =>
            new(placed.Where(AlsoOfOriginal(ReadableBy(viewer, now))), new Reader(viewer, now));

        /// <summary>Only what another server was sent, or would be: what everybody may read, what somebody there follows or is named in.</summary>
        /// <remarks>Where it is for those named, a person asks for themselves alone; whom its author blocked asks in vain.</remarks>
        public ReadableNotices VisibleToServer(PeerReader reader, DateTimeOffset now) =>
            new(placed.Where(AlsoOfOriginal(ReadableAt(reader, now))), new Reader(null, now));

        /// <summary>What was reported, whoever may read it otherwise: for moderators, who have to judge it.</summary>
        /// <param name="moderator">Who reads.</param>
        internal ReadableNotices ReportedIn(IQueryable<ReportedNotice> reported, long moderator, DateTimeOffset now) =>
            new(placed.Where(p => reported.Any(r => r.NoticeId == p.Id)), new Reader(moderator, now));
    }

    // Notices of a blocked account or server are nobody's to read until it is unblocked, those of a deleted one never again; nobody reads whom they blocked, or who blocked them.
    private static Expression<Func<Notice, bool>> ReadableBy(long? viewer, DateTimeOffset now)
    {
        var closed = Block.ClosesAccountAt(now);
        Expression<Func<Notice, bool>> readable = n =>
            n.Author!.HostStanding != HostStanding.Blocked
            && n.Author.GoneAt == null
            && !n.Author!.Blocks.AsQueryable().Any(closed)
            && (n.Visibility == Visibility.Public
                || n.Visibility == Visibility.Unlisted
                || n.AuthorId == viewer
                || n.Addressees.Any(a => a.ActorId == viewer)
                || (n.Visibility == Visibility.Followers && n.Author!.Followers.Any(f => f.FollowerId == viewer && f.IsAccepted)));
        if (viewer is not { } me)
            return readable;

        Expression<Func<Notice, bool>> unblocked = n =>
            !n.Author!.BlockedBy.Any(b => b.BlockerId == me) && !n.Author.Blocking.Any(b => b.BlockedId == me);
        return Expression.Lambda<Func<Notice, bool>>(
            Expression.AndAlso(readable.Body, unblocked.At(readable.Parameters[0])), readable.Parameters);
    }

    private static Expression<Func<Notice, bool>> ReadableAt(PeerReader reader, DateTimeOffset now)
    {
        var (host, asker, speaksForAll) = reader;
        var closed = Block.ClosesAccountAt(now);
        return n =>
            n.Author!.HostStanding != HostStanding.Blocked
            && n.Author.GoneAt == null
            && !n.Author!.Blocks.AsQueryable().Any(closed)
            && !n.Author!.Blocking.Any(b => b.BlockedId == asker)
            && (n.Visibility == Visibility.Public
                || n.Visibility == Visibility.Unlisted
                || n.Addressees.Any(a => a.ActorId == asker || (speaksForAll && a.Actor!.Host == host))
                || (n.Visibility == Visibility.Followers && n.Author!.Followers.Any(f => f.Follower!.Host == host && f.IsAccepted)));
    }

    // What is asked of a repeat is asked of what it repeats, too.
    private static Expression<Func<Placed, bool>> AlsoOfOriginal(Expression<Func<Notice, bool>> readable)
    {
        var itself = readable.Of((Placed p) => p.Notice);
        var original = readable.Of((Placed p) => p.Notice.RepeatOf!);
        Expression<Func<Placed, bool>> repeatsNothing = p => p.Notice.RepeatOfId == null;
        var place = itself.Parameters[0];
        return Expression.Lambda<Func<Placed, bool>>(
            Expression.AndAlso(itself.Body, Expression.OrElse(repeatsNothing.At(place), original.At(place))), place);
    }
}
