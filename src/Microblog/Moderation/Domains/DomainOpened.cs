using Microblog.Jobs;

namespace Microblog.Moderation.Domains;

/// <summary>A server that was blocked no longer is.</summary>
public sealed record DomainOpened(string Host) : IFact
{
    public string Lane => Host;
}
