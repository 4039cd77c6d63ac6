namespace Microblog.Federation.Outbox;

/// <summary>An activity waits to be posted to an inbox. Written by <see cref="SendActivity"/> in SQL, one for each inbox.</summary>
public sealed record DeliveryDue(long ActivityId, Uri Inbox) : Jobs.IFact
{
    /// <summary>Unused: the lane is the remote host's, which the SQL knows.</summary>
    public string Lane => Protocols.ActivityPub.Origin.HostOf(Inbox);
}
