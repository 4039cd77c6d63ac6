using System.Text;
using Microblog.Streaming;

namespace Microblog.ClientApi.Streaming;

/// <summary>Brings announcements, what they are answered with, and that they are withdrawn, to everybody who listens to their own stream.</summary>
/// <remarks>Source: Mastodon API documentation, streaming: events.</remarks>
internal sealed class StreamAnnouncements(StreamHub hub, StreamJson json, AnnouncementReader announcements)
{
    public async Task RunAsync(News news, CancellationToken ct)
    {
        var seats = hub.Seats(s => s.Stream.Kind == StreamKind.User);
        if (seats.Count == 0)
            return;
        var (name, payload) = news.Kind switch
        {
            NewsKind.Announced => ("announcement", Written(await announcements.OneAsync(news.Id, ct))),
            NewsKind.Answered => ("announcement.reaction", Written(await announcements.ReactionAsync(news.Id, EmojiIn(news), ct))),
            _ => ("announcement.delete", ApiText.Id(news.Id)),
        };
        if (payload is null)
            return;
        foreach (var seat in seats)
            hub.Send(seat, new StreamEvent(seat.Stream, name, payload));
    }

    private string? Written<T>(T? entity)
        where T : class => entity is null ? null : json.Write(entity);

    private static string EmojiIn(News news) =>
        string.Concat(news.Rest.Where(n => n <= int.MaxValue && Rune.IsValid((int)n)).Select(n => new Rune((int)n).ToString()));
}
