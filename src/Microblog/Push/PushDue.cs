using Microblog.Jobs;

namespace Microblog.Push;

/// <summary>A notification is to be pushed to one app.</summary>
/// <param name="Host">Of the push service.</param>
public sealed record PushDue(long NotificationId, long SubscriptionId, string Host) : IFact
{
    // Many people share few services: one at a time would be slow.
    private const int LanesPerHost = 16;

    public string Lane => Jobs.Lane.OfFetch(Host, SubscriptionId % LanesPerHost);
}
