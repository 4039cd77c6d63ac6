using Microblog.Jobs;
using Microblog.Notices;

namespace Microblog.Federation.Quotes;

/// <summary>Asks anew when somebody here reads the notice: a consent may have been taken back without our being told.</summary>
/// <remarks>Source: FEP-044f, opportunistic re-verification.</remarks>
public sealed class RecheckQuote(CheckQuote check) : IHandle<ConversationOpened>
{
    public Task<Outcome> HandleAsync(ConversationOpened fact, CancellationToken ct) => check.RunAsync(fact.NoticeId, ct);
}
