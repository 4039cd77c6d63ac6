using Microblog.Data;
using Microblog.Streaming;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi.Streaming;

/// <summary>Says that a notice is gone to those who may have seen it: only its id, which says nothing to others.</summary>
internal sealed class StreamDeletions(Db db, StreamHub hub)
{
    public async Task RunAsync(News news, CancellationToken ct)
    {
        var (isOpen, named) = (news.Rest is [1, ..], news.Rest.Skip(1).ToHashSet());
        var isLocal = await db.Actors.AnyAsync(a => a.Id == news.OwnerId && a.Host == "", ct);
        var seats = hub.Seats(s => MayHaveHeld(s.Stream.Kind, isOpen, isLocal));
        var viewers = seats.Where(s => s.Stream.Kind is StreamKind.User or StreamKind.List).Select(s => s.ViewerId).Distinct().ToArray();
        var followers = await db.Follows
            .Where(f => f.FollowedId == news.OwnerId && f.IsAccepted && viewers.Contains(f.FollowerId))
            .Select(f => f.FollowerId)
            .ToListAsync(ct);
        var near = followers.Append(news.OwnerId).Concat(named).ToHashSet();
        foreach (var seat in seats.Where(s => s.Stream.Kind is not (StreamKind.User or StreamKind.List) || near.Contains(s.ViewerId)))
            hub.Send(seat, new StreamEvent(seat.Stream, "delete", ApiText.Id(news.Id)));
    }

    private static bool MayHaveHeld(StreamKind stream, bool isOpen, bool isLocal) => stream switch
    {
        StreamKind.User or StreamKind.List => true,
        StreamKind.UserNotification or StreamKind.Direct => false,
        StreamKind.PublicLocal or StreamKind.PublicLocalMedia or StreamKind.HashtagLocal => isOpen && isLocal,
        StreamKind.PublicRemote or StreamKind.PublicRemoteMedia => isOpen && !isLocal,
        _ => isOpen,
    };
}
