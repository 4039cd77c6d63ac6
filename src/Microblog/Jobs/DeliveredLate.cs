namespace Microblog.Jobs;

/// <summary>A host took an activity that had been set aside, so that it may have been sent later ones before.</summary>
public sealed record DeliveredLate(long ActivityId, string Host) : IFact
{
    public string Lane => Host;
}
