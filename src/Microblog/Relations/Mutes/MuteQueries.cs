using Microblog.Data;
using Microblog.Timelines;

namespace Microblog.Relations.Mutes;

/// <summary>The words by which mutes are asked.</summary>
public static class MuteQueries
{
    extension(IQueryable<Mute> mutes)
    {
        /// <summary>Only those that have not ended.</summary>
        public IQueryable<Mute> At(DateTimeOffset now) => mutes.Where(m => m.EndsAt == null || m.EndsAt > now);
    }
}

/// <summary>Timelines without those whom their reader does not want to see.</summary>
public static class MutedTimelines
{
    extension(IQueryable<Placed> placed)
    {
        /// <summary>Without what people said or repeated whom this viewer muted or whose server the viewer blocked, and without others' repeats of them.</summary>
        public IQueryable<Placed> WithoutMutedBy(Db db, long? viewer, DateTimeOffset now)
        {
            if (viewer is not { } me)
                return placed;
            var mutes = db.Mutes.At(now).Where(m => m.MuterId == me);
            var domains = db.PersonalDomainBlocks.Where(b => b.OwnerId == me);
            return placed.Where(p =>
                !mutes.Any(m => m.MutedId == p.Notice.AuthorId)
                && !domains.Any(b => b.Host == p.Notice.Author!.Host)
                && (p.Notice.RepeatOfId == null
                    || (!mutes.Any(m => m.MutedId == p.Notice.RepeatOf!.AuthorId) && !domains.Any(b => b.Host == p.Notice.RepeatOf!.Author!.Host))));
        }
    }
}
