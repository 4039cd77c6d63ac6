using Microblog.Data;
using Microblog.Lists;
using Microblog.Notices;
using Microblog.Relations.Mutes;
using Microblog.Timelines;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi.Streaming;

/// <summary>Brings a notice to those who listen where it stands: who that is says the same question that reads the timeline.</summary>
internal sealed class StreamNotices(Db db, StreamHub hub, OwnLists lists, RenderForMany render, TimeProvider clock)
{
    /// <summary>Brings it.</summary>
    /// <param name="eventName">As it is new or was edited.</param>
    public async Task RunAsync(long noticeId, string eventName, CancellationToken ct)
    {
        var notice = await db.Notices
            .Where(n => n.Id == noticeId)
            .Select(n => new StreamedNotice(
                n.Id, n.RepeatOfId ?? n.Id, n.RepeatOfId != null, n.Visibility == Visibility.Public, n.Text != null, n.Attachments.Any(), n.Tags.Select(t => t.Key).ToList()))
            .SingleOrDefaultAsync(ct);
        if (notice is null)
            return;
        var seats = await SeatsAsync(notice, ct);
        var payloads = await render.RunAsync(notice, seats, ct);
        foreach (var group in payloads.GroupBy(p => (p.Seat.Stream, p.Payload)))
        {
            var item = new StreamEvent(group.Key.Stream, eventName, group.Key.Payload);
            foreach (var (seat, _) in group)
                hub.Send(seat, item);
        }
    }

    private async Task<IReadOnlyList<Seat>> SeatsAsync(StreamedNotice notice, CancellationToken ct)
    {
        var open = hub.Seats(s => MayHold(s.Stream, notice));
        var near = open.Where(s => s.Stream.Kind is StreamKind.User or StreamKind.List).Select(s => s.ViewerId).Distinct().ToArray();
        var homes = near.Length == 0
            ? []
            : (await db.HomeEntries.Where(e => e.NoticeId == notice.Id && near.Contains(e.OwnerId)).Select(e => e.OwnerId).ToListAsync(ct)).ToHashSet();
        var seats = new List<Seat>();
        foreach (var seat in open.Where(s => s.Stream.Kind is not (StreamKind.User or StreamKind.List) || homes.Contains(s.ViewerId)))
        {
            if (await StandsAsync(seat, notice.Id, ct))
                seats.Add(seat);
        }

        return seats;
    }

    // What the notice itself says without asking about anybody.
    private static bool MayHold(StreamName stream, StreamedNotice notice) => stream.Kind switch
    {
        StreamKind.User or StreamKind.List => true,
        StreamKind.UserNotification or StreamKind.Direct => false,
        _ when !notice.IsPublic || notice.IsRepeat => false,
        StreamKind.Public => true,
        StreamKind.PublicMedia => notice.HasMedia,
        StreamKind.PublicLocal => notice.IsLocal,
        StreamKind.PublicLocalMedia => notice is { IsLocal: true, HasMedia: true },
        StreamKind.PublicRemote => !notice.IsLocal,
        StreamKind.PublicRemoteMedia => notice is { IsLocal: false, HasMedia: true },
        StreamKind.Hashtag => notice.Tags.Contains(stream.Argument!, StringComparer.Ordinal),
        _ => notice.IsLocal && notice.Tags.Contains(stream.Argument!, StringComparer.Ordinal),
    };

    private async Task<bool> StandsAsync(Seat seat, long noticeId, CancellationToken ct)
    {
        var (viewer, now) = (seat.ViewerId, clock.GetUtcNow());
        var timeline = seat.Stream.Kind switch
        {
            StreamKind.User => db.Notices.ReadAtHomeBy(db, viewer, now),
            StreamKind.List => await lists.FindAsync(viewer, ApiText.RequiredId(seat.Stream.Argument!), ct) is { } list ? db.Notices.ReadOnList(db, list, now) : null,
            StreamKind.Hashtag or StreamKind.HashtagLocal => db.Notices.Tagged(db, seat.Stream.Argument!, now).WithoutMutedBy(db, viewer, now),
            _ => db.Notices.OnFederatedPage(now).InPlace().WithoutMutedBy(db, viewer, now),
        };
        return timeline is not null && await timeline.Where(p => p.Id == noticeId).VisibleTo(viewer, now).As(n => n.Id).AnyAsync(ct);
    }
}

/// <summary>A notice, as far as streams choose by it.</summary>
/// <param name="ShownId">What it repeats, or itself.</param>
internal sealed record StreamedNotice(long Id, long ShownId, bool IsRepeat, bool IsPublic, bool IsLocal, bool HasMedia, IReadOnlyList<string> Tags);
