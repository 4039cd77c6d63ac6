using Microblog.Federation.Remote;
using Microblog.Jobs;

namespace Microblog.Federation.Quotes;

/// <summary>Finds out whether what was heard to quote may, when it is the turn of the server that knows.</summary>
public sealed class CheckQuoteHeard(CheckQuote check, FetchTurn turn) : IHandle<QuoteHeard>
{
    public Task<Outcome> HandleAsync(QuoteHeard fact, CancellationToken ct) =>
        turn.RunAsync(fact.Hosts, () => check.RunAsync(fact.NoticeId, ct), hosts => fact with { Hosts = hosts }, ct);
}
