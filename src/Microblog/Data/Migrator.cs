using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Data;

/// <summary>Brings the database up to date: runs, in order, each file under migrations/ that it has not seen.</summary>
/// <remarks>Every node may start at once: one migrates, the others wait for it.</remarks>
public sealed class Migrator(Db db)
{
    /// <summary>Any number that other programs on the same PostgreSQL are unlikely to lock.</summary>
    private const long PostgreSqlLock = 0x4D4943524F424C47;

    /// <summary>Where the program's migrations lie.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "migrations");

    /// <summary>Applies what is missing.</summary>
    /// <returns>The names of the files that were applied now.</returns>
    /// <exception cref="MigrationException">The database is newer than the program, or an applied file has been changed since.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            if (db.Database.IsSqlite())
                await ExecuteAsync("PRAGMA journal_mode = WAL", ct);
            else
                await ExecuteAsync($"SELECT pg_advisory_lock({PostgreSqlLock})", ct);

            return await ApplyAsync(ct);
        }
        finally
        {
            if (!db.Database.IsSqlite())
                await ExecuteAsync($"SELECT pg_advisory_unlock({PostgreSqlLock})", CancellationToken.None);
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>What has been applied and what waits, in order.</summary>
    /// <exception cref="MigrationException">The database is newer than the program.</exception>
    public async Task<IReadOnlyList<(string Name, bool IsApplied)>> StatusAsync(CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            var applied = await HasTableAsync(ct) ? await AppliedAsync(ct) : [];
            RefuseNewer(applied.Keys);
            return [.. Files().Select(f => (Path.GetFileName(f), applied.ContainsKey(Path.GetFileName(f))))];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken ct)
    {
        var names = new List<string>();
        await db.InOneTransactionAsync(
            async () =>
            {
                await CreateTableAsync(ct);
                var applied = await AppliedAsync(ct);
                RefuseNewer(applied.Keys);
                foreach (var file in Files())
                {
                    if (await ApplyFileAsync(file, applied, ct))
                        names.Add(Path.GetFileName(file));
                }
            },
            ct);
        return names;
    }

    private async Task<bool> ApplyFileAsync(string file, Dictionary<string, string> applied, CancellationToken ct)
    {
        var name = Path.GetFileName(file);
        var sql = await File.ReadAllTextAsync(file, ct);
        var checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql.ReplaceLineEndings("\n"))));
        if (applied.TryGetValue(name, out var before))
        {
            return before == checksum
                ? false
                : throw new MigrationException($"Migration {name} was changed after this database applied it; restore the file as it was released.");
        }

        await ExecuteAsync(sql, ct);
        await db.Database.ExecuteSqlAsync($"INSERT INTO migrations (name, checksum) VALUES ({name}, {checksum})", ct);
        return true;
    }

    private void RefuseNewer(IEnumerable<string> applied)
    {
        var known = Files().Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
        if (applied.FirstOrDefault(name => !known.Contains(name)) is { } newer)
        {
            throw new MigrationException(
                $"This database was migrated by a newer version of Microblog (it has {newer}, this program does not). Start that version, or restore a backup.");
        }
    }

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path.Combine(Folder, db.Database.IsSqlite() ? "sqlite" : "postgresql"), "*.sql")
            .Order(StringComparer.Ordinal);

    private Task CreateTableAsync(CancellationToken ct) =>
        ExecuteAsync("CREATE TABLE IF NOT EXISTS migrations (name text NOT NULL PRIMARY KEY, checksum text NOT NULL)", ct);

    private async Task<bool> HasTableAsync(CancellationToken ct)
    {
        await using var command = Command(db.Database.IsSqlite()
            ? "SELECT count(*) FROM sqlite_master WHERE name = 'migrations'"
            : "SELECT count(*) FROM pg_tables WHERE tablename = 'migrations' AND schemaname = ANY (current_schemas(false))");
        return (long)(await command.ExecuteScalarAsync(ct))! > 0;
    }

    private async Task<Dictionary<string, string>> AppliedAsync(CancellationToken ct)
    {
        var applied = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = Command("SELECT name, checksum FROM migrations");
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
            applied.Add(rows.GetString(0), rows.GetString(1));
        return applied;
    }

    // Not EF's own way of running SQL: it reads braces in a migration as places for parameters.
    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private DbCommand Command(string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction is { } transaction
            ? Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(transaction)
            : null;
        command.CommandTimeout = 600;
        return command;
    }
}
