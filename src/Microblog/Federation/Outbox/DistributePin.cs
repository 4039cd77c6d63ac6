using Microblog.Actors;
using Microblog.Jobs;
using Microblog.Notices;
using Microblog.Protocols.ActivityPub;

namespace Microblog.Federation.Outbox;

/// <summary>Tells the servers of somebody's followers what that person pins and unpins.</summary>
/// <remarks>Source: ActivityPub §6.6, §6.7 on Add and Remove. COMPAT(Mastodon): the target is the collection <c>featured</c>.</remarks>
public sealed class DistributePin(LocalUris uris, SendActivity send) : IHandle<NoticePinned>
{
    public async Task<Outcome> HandleAsync(NoticePinned fact, CancellationToken ct)
    {
        var (author, featured) = (uris.Actor(fact.AuthorId), uris.Featured(fact.AuthorId));
        var id = new Uri($"{author.AbsoluteUri}#pins/{fact.ChangeId}");
        Activity change = fact.IsPinned
            ? new Add(id, author, fact.NoticeUri, featured)
            : new Remove(id, author, fact.NoticeUri, featured);
        await send.RunAsync(change, fact.AuthorId, toFollowers: true, [], ct);
        return Outcome.Done;
    }
}
