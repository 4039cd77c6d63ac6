using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Notices.Polls;

/// <summary>A poll as one viewer sees it.</summary>
/// <param name="VotersCount">Null when its server does not say.</param>
/// <param name="Choices">In the author's order.</param>
/// <param name="OwnVotes">The positions the viewer chose; empty for a passer-by.</param>
public sealed record PollView(
    long NoticeId, bool IsMultiple, DateTimeOffset? ClosesAt, DateTimeOffset? ClosedAt, long? VotersCount,
    IReadOnlyList<PollChoice> Choices, IReadOnlyList<int> OwnVotes)
{
    public bool HasVoted => OwnVotes.Count > 0;

    public long Votes => Choices.Sum(c => c.Votes);

    public bool IsOverAt(DateTimeOffset now) => ClosedAt is not null || ClosesAt <= now;

    /// <summary>How much of the voters, or where their number is not known of the votes, chose this: 0 to 100.</summary>
    public int PercentOf(PollChoice choice)
    {
        var whole = VotersCount is > 0 and var voters ? voters : Votes;
        return whole == 0 ? 0 : (int)Math.Min(100, Math.Round(100.0 * choice.Votes / whole));
    }

    /// <summary>Reads polls, and what the viewer chose in them.</summary>
    public static async Task<IReadOnlyDictionary<long, PollView>> ReadAsync(Db db, IReadOnlyCollection<long> noticeIds, long? viewer, CancellationToken ct)
    {
        if (noticeIds.Count == 0)
            return new Dictionary<long, PollView>();

        var polls = await db.Polls.AsNoTracking().Include(p => p.Options).Where(p => noticeIds.Contains(p.NoticeId)).ToListAsync(ct);
        var votes = viewer is null
            ? []
            : await db.PollVotes.AsNoTracking()
                .Where(v => v.ActorId == viewer && noticeIds.Contains(v.NoticeId))
                .Select(v => new { v.NoticeId, v.Position })
                .ToListAsync(ct);
        var own = votes.ToLookup(v => v.NoticeId, v => v.Position);
        return polls.ToDictionary(p => p.NoticeId, p => new PollView(
            p.NoticeId,
            p.IsMultiple,
            p.ClosesAt,
            p.ClosedAt,
            p.VotersCount,
            [.. p.Options.OrderBy(o => o.Position).Select(o => new PollChoice(o.Position, o.Title, o.VotesCount))],
            [.. own[p.NoticeId].Order()]));
    }
}

/// <summary>One of the things to choose, with how often it was.</summary>
public sealed record PollChoice(int Position, string Title, long Votes);
