using Microblog.Accounts;
using Microblog.Data;
using Microsoft.EntityFrameworkCore;

namespace Microblog.ClientApi.Streaming;

/// <summary>Ends the streams of tokens that were revoked and of accounts that were blocked, within a second; keeps the others from falling asleep.</summary>
internal sealed class StreamWatch(StreamHub hub, IServiceScopeFactory scopes, ILogger<StreamWatch> log) : BackgroundService
{
    private const int AtOnce = 500;
    private const int BeatsEvery = 30;
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var round = 1; !stoppingToken.IsCancellationRequested; round++)
        {
            await Task.Delay(LooksEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var connections = hub.All();
            if (connections.Count == 0)
                continue;
            try
            {
                foreach (var chunk in connections.GroupBy(c => c.TokenHash, StringComparer.Ordinal).Chunk(AtOnce))
                    await LookAsync(chunk, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Who cannot be asked about is not sent anything either: events ask the same database.
                log.CannotLook(exception);
            }

            if (round % BeatsEvery == 0)
            {
                foreach (var connection in connections)
                    connection.Send(StreamEvent.Heartbeat);
            }
        }

        foreach (var connection in hub.All())
            connection.End();
    }

    private async Task LookAsync(IReadOnlyCollection<IGrouping<string, StreamConnection>> asked, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow();
        var hashes = asked.Select(g => g.Key).ToArray();
        var good = await db.Accounts.ThatMaySignIn(now)
            .Join(db.AccessTokens, a => a.Id, t => t.AccountId, (a, t) => t.TokenHash)
            .Where(h => hashes.Contains(h))
            .ToListAsync(ct);
        foreach (var connection in asked.ExceptBy(good, g => g.Key, StringComparer.Ordinal).SelectMany(g => g))
            connection.End();
    }
}

internal static partial class StreamWatchLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot ask whether streams are still allowed")]
    public static partial void CannotLook(this ILogger log, Exception exception);
}
