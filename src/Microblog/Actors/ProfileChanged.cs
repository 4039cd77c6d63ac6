using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Actors;

/// <summary>A person here says something else of themselves than before.</summary>
public sealed record ProfileChanged(long ActorId) : IFact
{
    public string Lane => ActorId.ToString(CultureInfo.InvariantCulture);
}
