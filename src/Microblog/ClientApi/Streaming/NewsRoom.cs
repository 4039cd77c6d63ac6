using Microblog.Streaming;

namespace Microblog.ClientApi.Streaming;

/// <summary>Brings the news of this node to those who listen, one after the other.</summary>
internal sealed class NewsRoom(NewsFeed feed, StreamHub hub, IServiceScopeFactory scopes, ILogger<NewsRoom> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var news in feed.Reader.ReadAllAsync(stoppingToken))
                    await BringAsync(news, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // One piece of news is lost to those who listen; it stands on their timelines.
                log.CannotBring(exception);
            }
        }
    }

    private async Task BringAsync(News news, CancellationToken ct)
    {
        if (hub.IsEmpty)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var parts = scope.ServiceProvider;
        switch (news.Kind)
        {
            case NewsKind.NoticePosted:
                await parts.GetRequiredService<StreamNotices>().RunAsync(news.Id, "update", ct);
                break;
            case NewsKind.NoticeEdited:
                await parts.GetRequiredService<StreamNotices>().RunAsync(news.Id, "status.update", ct);
                break;
            case NewsKind.NoticeDeleted:
                await parts.GetRequiredService<StreamDeletions>().RunAsync(news, ct);
                break;
            case NewsKind.Announced or NewsKind.Withdrawn or NewsKind.Answered:
                await parts.GetRequiredService<StreamAnnouncements>().RunAsync(news, ct);
                break;
            default:
                await parts.GetRequiredService<StreamPersonal>().RunAsync(news, ct);
                break;
        }
    }
}

internal static partial class NewsRoomLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "News could not be brought to streams")]
    public static partial void CannotBring(this ILogger log, Exception exception);
}
