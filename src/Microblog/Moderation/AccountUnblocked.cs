using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Moderation;

/// <summary>An administrator lifted a block.</summary>
public sealed record AccountUnblocked(long BlockId, long ActorId) : IFact
{
    public string Lane => ActorId.ToString(CultureInfo.InvariantCulture);
}
