using System.Threading.Channels;
using Microblog.Data;
using Npgsql;

namespace Microblog.Streaming;

/// <summary>The news that this node hears, in its order.</summary>
public sealed class NewsFeed(DatabaseSettings settings, IServiceScopeFactory scopes, ILogger<NewsFeed> log) : BackgroundService
{
    /// <summary>More than that waits for nobody: whoever looks reads timelines again.</summary>
    private const int MostWaiting = 10_000;

    private readonly Channel<News> heard = Channel.CreateBounded<News>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>For one reader.</summary>
    public ChannelReader<News> Reader => heard.Reader;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Provider == DatabaseProvider.Sqlite)
        {
            await HearFileAsync(stoppingToken);
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.CannotHear(exception);
                await Task.Delay(TimeSpan.FromSeconds(2), stoppingToken);
            }
        }
    }

    private async Task HearFileAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var listening = scope.ServiceProvider.GetRequiredService<Db>().ListenForNews(heard.Writer);
        await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Notification += (_, message) =>
        {
            if (News.Parse(message.Payload) is { } news)
                heard.Writer.TryWrite(news);
        };
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand($"LISTEN {NewsWire.Channel}", connection);
        await command.ExecuteNonQueryAsync(ct);
        while (true)
            await connection.WaitAsync(ct);
    }
}

internal static partial class NewsFeedLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot hear what happens on other nodes; streams are silent meanwhile")]
    public static partial void CannotHear(this ILogger log, Exception exception);
}
