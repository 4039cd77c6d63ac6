using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Relations;

/// <summary>Someone here no longer blocks someone elsewhere.</summary>
public sealed record PersonalBlockEnded(Uri BlockUri, long BlockerId, long BlockedId) : IFact
{
    public string Lane => BlockerId.ToString(CultureInfo.InvariantCulture);
}
