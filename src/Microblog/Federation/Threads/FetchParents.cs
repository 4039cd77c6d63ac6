using Microblog.Federation.Remote;
using Microblog.Jobs;

namespace Microblog.Federation.Threads;

/// <summary>Fetches what an arrived notice answers, so that nobody here reads half a conversation.</summary>
public sealed class FetchParents(Ancestors ancestors) : IHandle<ParentMissing>
{
    public async Task<Outcome> HandleAsync(ParentMissing fact, CancellationToken ct)
    {
        try
        {
            await ancestors.FetchAsync(fact.NoticeId, ct);
            return Outcome.Done;
        }
        catch (DocumentUnavailableException unavailable)
        {
            return unavailable.Trouble == DocumentTrouble.Unreachable
                ? Outcome.Retry(unavailable.Message, perhapsOnlyThis: true)
                : Outcome.Ignored(unavailable.Message);
        }
    }
}
