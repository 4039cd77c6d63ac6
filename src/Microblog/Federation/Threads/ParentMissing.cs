using Microblog.Jobs;

namespace Microblog.Federation.Threads;

/// <summary>A notice arrived that answers one we do not have, or the like was found above it.</summary>
/// <param name="Hosts">The server of what it answers, and others that this leads to.</param>
/// <param name="Depth">How many were followed before it.</param>
public sealed record ParentMissing(long NoticeId, string Hosts, int Depth = 0) : IFact
{
    public string Lane => Jobs.Lane.OfFetch(Hosts);
}
