using Microblog.Jobs;

namespace Microblog.Federation.Followers;

/// <summary>A remote actor told us, in short, who here it believes to follow it.</summary>
/// <param name="Hosts">The sender's server, of which the rest is asked.</param>
public sealed record FollowersOffered(long SenderId, Uri CollectionId, Uri Url, string Digest, string Hosts = "") : IFact
{
    public string Lane => Jobs.Lane.OfFetch(Hosts);
}
