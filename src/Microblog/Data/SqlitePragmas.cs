using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Microblog.Data;

/// <summary>Sets up each SQLite connection: wait for another process's write, obey foreign keys, survive a power cut, know all letters.</summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Sql =
        "PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000; PRAGMA temp_store = MEMORY";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        KnowLetters(connection);
        using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        KnowLetters(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // SQLite's own lower() knows those of ASCII alone, and people would be found on one database and not on the other.
    private static void KnowLetters(DbConnection connection) =>
        ((SqliteConnection)connection).CreateFunction<string?, string?>("lower", text => text?.ToLowerInvariant(), isDeterministic: true);
}
