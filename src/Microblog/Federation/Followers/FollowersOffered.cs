using System.Globalization;
using Microblog.Jobs;

namespace Microblog.Federation.Followers;

/// <summary>A remote actor told us, in short, who here it believes to follow it.</summary>
public sealed record FollowersOffered(long SenderId, Uri CollectionId, Uri Url, string Digest) : IFact
{
    public string Lane => SenderId.ToString(CultureInfo.InvariantCulture);
}
