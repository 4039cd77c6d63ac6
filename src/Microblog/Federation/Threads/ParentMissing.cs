using Microblog.Jobs;

namespace Microblog.Federation.Threads;

/// <summary>A notice arrived that answers one we do not have.</summary>
/// <param name="Host">The server of its author.</param>
public sealed record ParentMissing(long NoticeId, string Host) : IFact
{
    public string Lane => Host;
}
