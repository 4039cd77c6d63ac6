using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notices.Polls;

/// <summary>Somebody here voted in a poll from elsewhere.</summary>
/// <param name="Positions">What they chose.</param>
public sealed record VoteCast(long NoticeId, long VoterId, IReadOnlyList<int> Positions) : IFact
{
    public string Lane => VoterId.ToString(CultureInfo.InvariantCulture);
}
