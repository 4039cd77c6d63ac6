using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Relations;

/// <summary>Someone here blocks someone elsewhere.</summary>
public sealed record PersonalBlockMade(long BlockId, long BlockerId, long BlockedId) : IFact
{
    public string Lane => BlockerId.ToString(CultureInfo.InvariantCulture);
}
