using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Federation.Inbox;

/// <summary>A remote actor told us something, and it is stored.</summary>
/// <param name="Hosts">The servers from which something must be fetched for it, as <see cref="Remote.FetchTurn"/> found out; empty before that.</param>
public sealed record ActivityReceived(long ReceivedId, long SenderId, string Hosts = "") : IFact
{
    public string Lane => Hosts.Length == 0 ? SenderId.ToString(CultureInfo.InvariantCulture) : Jobs.Lane.OfFetch(Hosts);
}
