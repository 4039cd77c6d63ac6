using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor told us something, and it is stored.</summary>
public sealed record ActivityReceived(long ReceivedId, long SenderId) : IFact
{
    public string Lane => SenderId.ToString(CultureInfo.InvariantCulture);
}
