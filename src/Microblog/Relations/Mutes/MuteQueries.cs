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

    extension(IQueryable<Placed> placed)
    {
        /// <summary>Without what people said or repeated whom this viewer muted, and without others' repeats of them.</summary>
        public IQueryable<Placed> WithoutMutedBy(long? viewer, DateTimeOffset now) => viewer is not { } me
            ? placed
            : placed.Where(p =>
                !p.Notice.Author!.MutedBy.Any(m => m.MuterId == me && (m.EndsAt == null || m.EndsAt > now))
                && (p.Notice.RepeatOfId == null
                    || !p.Notice.RepeatOf!.Author!.MutedBy.Any(m => m.MuterId == me && (m.EndsAt == null || m.EndsAt > now))));
    }
}
