using Microblog.Jobs;

namespace Microblog.Federation.Quotes;

/// <summary>A notice from elsewhere says that it quotes, or says so anew: whether its author may is not known.</summary>
/// <param name="Hosts">The server of what it quotes, and others that this leads to.</param>
public sealed record QuoteHeard(long NoticeId, string Hosts) : IFact
{
    public string Lane => Jobs.Lane.OfFetch(Hosts);
}
