using Microblog.Data;
using Microblog.Moderation;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Reactions;

/// <summary>How many gave a notice the same emoji.</summary>
/// <param name="IsMine">The viewer is among them.</param>
public sealed record ReactionGroup(string Emoji, int Count, bool IsMine)
{
    /// <summary>It is a picture of another server, which cannot be given from here.</summary>
    public bool IsShortcode => Emoji is [':', ..];
}

internal static class ReactionGroups
{
    /// <summary>Most kinds of emoji that are shown.</summary>
    private const int Most = 20;

    extension(Db db)
    {
        /// <summary>The emoji given to a notice, those given most first.</summary>
        public async Task<IReadOnlyList<ReactionGroup>> ReactionsToAsync(long noticeId, long? viewer, DateTimeOffset now, CancellationToken ct)
        {
            var closed = Block.ClosesAccountAt(now);
            var groups = await db.Likes
                .Where(l => l.NoticeId == noticeId && l.Emoji != "" && !l.Actor!.Blocks.AsQueryable().Any(closed))
                .GroupBy(l => l.Emoji)
                .Select(g => new { Emoji = g.Key, Count = g.Count(), Mine = g.Max(l => l.ActorId == viewer ? 1 : 0) })
                .OrderByDescending(g => g.Count)
                .ThenBy(g => g.Emoji)
                .Take(Most)
                .ToListAsync(ct);
            return [.. groups.Select(g => new ReactionGroup(g.Emoji, g.Count, g.Mine > 0))];
        }
    }
}
