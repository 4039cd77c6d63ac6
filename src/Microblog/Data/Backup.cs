using Microblog.Web;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Data;

/// <summary>Copies the whole database to a file, and back.</summary>
/// <remarks>SQLite: its online backup, so that the server may run meanwhile. PostgreSQL: its own programs.</remarks>
public sealed class Backup(Db db, MicroblogSettings settings, TimeProvider clock)
{
    /// <summary>Writes a copy as of one moment to a new file that only its owner may read.</summary>
    /// <exception cref="OperatorException">The file is there already, or a program is missing or failed.</exception>
    public async Task WriteAsync(string file, CancellationToken ct)
    {
        if (File.Exists(file))
            throw new OperatorException($"{file} is there already; name a new file.");
        if (!Directory.Exists(Path.GetDirectoryName(file)))
            throw new OperatorException($"There is no directory {Path.GetDirectoryName(file)}.");

        PrivateFiles.CreateFile(file);
        try
        {
            if (db.Database.IsSqlite())
                await CopyAsync(OwnFile, file, ct);
            else
                await PostgreSqlPrograms.RunAsync("pg_dump", settings.Database, ["--format=custom", "--no-owner", "--file", file], ct);
        }
        catch
        {
            File.Delete(file);
            throw;
        }
    }

    /// <summary>Replaces everything by what the file holds.</summary>
    /// <exception cref="OperatorException">The server runs, the file is no backup, or a program is missing or failed.</exception>
    public async Task RestoreAsync(string file, CancellationToken ct)
    {
        if (!File.Exists(file))
            throw new OperatorException($"There is no file {file}.");

        if (db.Database.IsSqlite())
            await RestoreSqliteAsync(file, ct);
        else
            await RestorePostgreSqlAsync(file, ct);
    }

    private string OwnFile => db.Database.GetDbConnection().DataSource;

    private async Task RestoreSqliteAsync(string file, CancellationToken ct)
    {
        using var alone = ServeLock.TryTake(settings.DataDirectory)
            ?? throw new OperatorException("The server is running on this database; stop it first.");
        await RefuseStrangeFileAsync(file, ct);
        await CopyAsync(file, OwnFile, ct);
    }

    private async Task RestorePostgreSqlAsync(string file, CancellationToken ct)
    {
        if (await AnyNodeLivesAsync(ct))
            throw new OperatorException("A server is running on this database; stop it first.");
        await PostgreSqlPrograms.RunAsync(
            "pg_restore", settings.Database, ["--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error", file], ct);
    }

    private async Task<bool> AnyNodeLivesAsync(CancellationToken ct)
    {
        var lastSign = clock.GetUtcNow() - NodeRegistry.DeadAfter;
        var isMigrated = await db.Database.SqlQueryRaw<bool>("SELECT to_regclass('nodes') IS NOT NULL AS \"Value\"").SingleAsync(ct);
        return isMigrated && await db.Nodes.AnyAsync(n => n.SeenAt >= lastSign, ct);
    }

    private static async Task RefuseStrangeFileAsync(string file, CancellationToken ct)
    {
        try
        {
            await using var source = await OpenAsync(file, SqliteOpenMode.ReadOnly, ct);
            await using var command = source.CreateCommand();
            command.CommandText = "SELECT count(*) FROM migrations";
            await command.ExecuteScalarAsync(ct);
        }
        catch (SqliteException)
        {
            throw new OperatorException($"{file} is not a backup of Microblog's database.");
        }
    }

    private static async Task CopyAsync(string from, string to, CancellationToken ct)
    {
        await using var source = await OpenAsync(from, SqliteOpenMode.ReadWrite, ct);
        await using var target = await OpenAsync(to, SqliteOpenMode.ReadWrite, ct);
        source.BackupDatabase(target);

        // So that the copy is one file; the migrator switches the log back on.
        await using var command = target.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = DELETE";
        await command.ExecuteScalarAsync(ct);
    }

    private static async Task<SqliteConnection> OpenAsync(string file, SqliteOpenMode mode, CancellationToken ct)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        await connection.OpenAsync(ct);
        return connection;
    }
}
