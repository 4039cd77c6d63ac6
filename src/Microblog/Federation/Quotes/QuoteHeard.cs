using Microblog.Jobs;

namespace Microblog.Federation.Quotes;

/// <summary>A notice from elsewhere says that it quotes, or says so anew: whether its author may is not known.</summary>
/// <param name="Host">The server of its author.</param>
public sealed record QuoteHeard(long NoticeId, string Host) : IFact
{
    public string Lane => Host;
}
