using Microblog.Jobs;

namespace Microblog.Notices;

/// <summary>Somebody here reads a notice from elsewhere, of which we may have missed what came before and after it, or its end.</summary>
/// <param name="Host">The server of its author.</param>
public sealed record ConversationOpened(long NoticeId, string Host) : IFact
{
    public string Lane => Jobs.Lane.OfFetch(Host);
}
