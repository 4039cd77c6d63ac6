using Microblog.Data;
using Microblog.Notifications;
using Microblog.SignIn;
using Microblog.Streaming;

namespace Microblog.ClientApi.Streaming;

/// <summary>Brings what concerns one person alone: notifications, conversations, filters that changed.</summary>
internal sealed class StreamPersonal(Db db, StreamHub hub, StreamJson json, NotificationReader notifications, ConversationReader conversations, TimeProvider clock)
{
    public async Task RunAsync(News news, CancellationToken ct)
    {
        var seats = hub.Seats(s => s.ViewerId == news.OwnerId && Concerns(news.Kind, s.Stream.Kind));
        if (seats.Count == 0)
            return;
        var (name, payload, scope) = news.Kind switch
        {
            NewsKind.NotificationAdded => ("notification", await NotificationAsync(news, ct), Scopes.ReadNotifications),
            NewsKind.ConversationWentOn => ("conversation", await ConversationAsync(news, ct), Scopes.ReadStatuses),
            _ => ("filters_changed", "", Scopes.ReadStatuses),
        };
        if (payload is null)
            return;
        foreach (var seat in seats)
            hub.Send(seat, new StreamEvent(seat.Stream, name, payload.Length == 0 ? null : payload), scope);
    }

    private static bool Concerns(NewsKind news, StreamKind stream) => news switch
    {
        NewsKind.NotificationAdded => stream is StreamKind.User or StreamKind.UserNotification,
        NewsKind.ConversationWentOn => stream is StreamKind.Direct,
        _ => stream is StreamKind.User,
    };

    private async Task<string?> NotificationAsync(News news, CancellationToken ct)
    {
        var known = NotificationNames.Known.Values.ToArray();
        var shown = db.Notifications.ShownTo(db, news.OwnerId, clock.GetUtcNow()).Where(n => known.Contains(n.Kind));
        try
        {
            return json.Write(await notifications.OneAsync(shown, news.OwnerId, news.Id, ct));
        }
        catch (RefusalException)
        {
            // It stands no more, a filter leaves it out, or client apps know nothing of its kind.
            return null;
        }
    }

    private async Task<string?> ConversationAsync(News news, CancellationToken ct) =>
        await conversations.OneAsync(news.OwnerId, news.Id, ct) is { } conversation ? json.Write(conversation) : null;
}
