using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor told us something, and it is stored.</summary>
/// <param name="Hosts">The servers from which something must be fetched for it, as <see cref="Remote.FetchTurn"/> found out; empty before that.</param>
/// <param name="InboxOf">The person here to whom it was brought without naming them; null for nobody.</param>
public sealed record ActivityReceived(long ReceivedId, long SenderId, string Hosts = "", long? InboxOf = null) : IFact
{
    public string Lane => Hosts.Length == 0 ? SenderId.ToString(CultureInfo.InvariantCulture) : Jobs.Lane.OfFetch(Hosts);
}
