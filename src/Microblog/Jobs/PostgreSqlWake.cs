using Microblog.Data;
using Npgsql;

namespace Microblog.Jobs;

/// <summary>Wakes this node's worker when any node has added a job. On SQLite there is only one, which wakes itself.</summary>
internal sealed class PostgreSqlWake(DatabaseSettings settings, WorkerSignal signal, ILogger<PostgreSqlWake> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Provider != DatabaseProvider.PostgreSql)
            return;

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The worker looks by itself meanwhile.
                log.CannotListen(exception);
                await Task.Delay(TimeSpan.FromSeconds(2), stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Notification += (_, _) => signal.Wake();
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("LISTEN microblog_jobs", connection);
        await command.ExecuteNonQueryAsync(ct);
        while (true)
            await connection.WaitAsync(ct);
    }
}

internal static partial class PostgreSqlWakeLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot listen for jobs of other nodes")]
    public static partial void CannotListen(this ILogger log, Exception exception);
}
