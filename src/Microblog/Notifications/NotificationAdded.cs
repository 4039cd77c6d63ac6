using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Notifications;

/// <summary>Somebody was told of something. Raised only where an app wants to hear of it while it sleeps.</summary>
public sealed record NotificationAdded(long NotificationId, long OwnerId) : IFact
{
    public string Lane => OwnerId.ToString(CultureInfo.InvariantCulture);
}
