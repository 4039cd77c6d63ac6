using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Relations.Domains;

/// <summary>Somebody here blocked a whole server for themselves.</summary>
public sealed record PersonalDomainBlocked(long ActorId, string Host) : IFact
{
    public string Lane => ActorId.ToString(CultureInfo.InvariantCulture);
}
