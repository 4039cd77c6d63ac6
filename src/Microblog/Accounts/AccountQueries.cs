using Microblog.Moderation;

namespace Microblog.Accounts;

public static class AccountQueries
{
    extension(IQueryable<Account> accounts)
    {
        /// <summary>
        /// Only those who may post at this moment: no block here, not moved away, and either vouched for by the operator or in good standing on a wiki
        /// whose last answer still counts.
        /// </summary>
        /// <remarks>A wiki block whose time is over still counts until the wiki agrees: its end is confirmed by a recheck.</remarks>
        public IQueryable<Account> ThatMayPost(DateTimeOffset now)
        {
            var stands = Block.StopsPostingAt(now);
            return accounts.Where(a =>
                !a.Actor.Blocks.AsQueryable().Any(stands)
                && a.Actor.MovedToId == null
                && (a.IsVouched || a.WikiIdentities.Any(w =>
                    w.IsKnown && w.HasRequiredRight && !w.IsTemporary && !w.IsSystem && w.BlockedUntil == null && w.GoodUntil > now)));
        }

        /// <summary>Only those who may like: no block here, and either vouched for by the operator or on a wiki that does not block them.</summary>
        /// <remarks>As on a wiki, where newcomers may thank and those who are blocked may not.</remarks>
        public IQueryable<Account> ThatMayReact(DateTimeOffset now)
        {
            var stands = Block.StopsPostingAt(now);
            return accounts.Where(a =>
                !a.Actor.Blocks.AsQueryable().Any(stands)
                && (a.IsVouched || a.WikiIdentities.Any(w => w.IsKnown && !w.IsSystem && w.BlockedUntil == null)));
        }

        /// <summary>Only those who may sign in and be answered: not blocked as a whole.</summary>
        public IQueryable<Account> ThatMaySignIn(DateTimeOffset now)
        {
            var closed = Block.ClosesAccountAt(now);
            return accounts.Where(a => !a.Actor.Blocks.AsQueryable().Any(closed));
        }
    }
}
