using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Moderation;

/// <summary>An administrator blocked an account.</summary>
public sealed record AccountBlocked(long BlockId, long ActorId) : IFact
{
    public string Lane => ActorId.ToString(CultureInfo.InvariantCulture);
}
