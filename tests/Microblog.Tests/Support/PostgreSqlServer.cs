using System.Diagnostics;
using Microblog.Data;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgreSqlServer.Lifetime))]

namespace Microblog.Tests.Support;

/// <summary>
/// One PostgreSQL server for all tests of a run: the one <see cref="Variable"/> names, or a throw-away one that we start, on a free
/// port and without syncing to disk.
/// </summary>
internal sealed class PostgreSqlServer
{
    /// <summary>Environment variable with the connection string of a server on which we may make and drop databases.</summary>
    public const string Variable = "MICROBLOG_TEST_POSTGRESQL";

    // Ends the server when our end of its standard input closes, so that it never outlives a run that was killed.
    private const string Script =
        """
        set -e
        trap '' INT
        bin=$1 dir=$2 port=$3
        as() { "$@"; }
        if [ "$(id -u)" = 0 ]; then
            user=postgres
            id $user >/dev/null 2>&1 || user=nobody
            as() { runuser -u $user -- "$@"; }
            install -d -m 700 -o $user "$dir"
        else
            install -d -m 700 "$dir"
        fi
        cd "$dir"
        as "$bin/initdb" -D "$dir/data" -U microblog -A trust -E UTF8 --locale=C.UTF-8 -N >"$dir.log" 2>&1
        as "$bin/pg_ctl" -D "$dir/data" -w -t 60 -l "$dir/data/log" -o "-p $port -h 127.0.0.1 -k $dir -c fsync=off \
            -c full_page_writes=off -c synchronous_commit=off -c max_connections=400" start >>"$dir.log" 2>&1 </dev/null
        echo ready
        cat >/dev/null || true
        as "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 </dev/null || true
        cd /
        rm -rf "$dir" "$dir.log"
        """;

    private static readonly Lazy<Task<PostgreSqlServer>> Running = new(StartAsync);
    private static readonly SemaphoreSlim OneCopyAtATime = new(1, 1);
    private readonly string connectionString;
    private readonly Process? process;
    private readonly string template = $"microblog_template_{Guid.NewGuid():N}";

    private PostgreSqlServer(string connectionString, Process? process) =>
        (this.connectionString, this.process) = (connectionString, process);

    /// <summary>Why tests on PostgreSQL cannot run here; null when they can.</summary>
    public static string? Missing { get; } =
        Given is null && Programs() is null ? "install the Debian package postgresql" : null;

    private static string? Given => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    /// <summary>Makes a database of its own for one server.</summary>
    /// <param name="isMigrated">With our tables, or empty.</param>
    /// <returns>Its connection string.</returns>
    public static async Task<string> CreateDatabaseAsync(bool isMigrated = true)
    {
        var server = await Running.Value;
        var name = $"microblog_{Guid.NewGuid():N}";
        await OneCopyAtATime.WaitAsync();
        try
        {
            await server.ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {(isMigrated ? server.template : "template0")}");
        }
        finally
        {
            OneCopyAtATime.Release();
        }

        return server.ConnectionTo(name);
    }

    public static async Task DropDatabaseAsync(string connectionString)
    {
        await using (var pool = new NpgsqlConnection(connectionString))
            NpgsqlConnection.ClearPool(pool);
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await (await Running.Value).ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    }

    /// <summary>The folder of PostgreSQL's programs; null when they are not installed. Debian keeps them off the path.</summary>
    public static string? Programs()
    {
        var debian = new DirectoryInfo("/usr/lib/postgresql");
        var versions = debian.Exists ? debian.GetDirectories().Select(d => Path.Combine(d.FullName, "bin")) : [];
        return versions.LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));
    }

    private static async Task<PostgreSqlServer> StartAsync()
    {
        var server = Given is { } given ? new PostgreSqlServer(given, null) : await StartOwnAsync();
        await server.ExecuteAsync($"CREATE DATABASE {server.template} TEMPLATE template0");
        var options = new DbContextOptionsBuilder<Db>().UseNpgsql(server.ConnectionTo(server.template) + ";Pooling=false").Options;
        await using var db = new Db(options);
        await new Migrator(db).RunAsync(CancellationToken.None);
        return server;
    }

    private static async Task<PostgreSqlServer> StartOwnAsync()
    {
        var bin = Programs() ?? throw new InvalidOperationException(Missing);
        var directory = Path.Combine(Path.GetTempPath(), $"microblog-postgresql-{Guid.NewGuid():N}");
        var port = FreePort.Take();
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["-c", Script, "sh", bin, directory, $"{port}"])
            start.ArgumentList.Add(argument);
        var started = Process.Start(start)!;
        if (await started.StandardOutput.ReadLineAsync() != "ready")
            throw new InvalidOperationException($"PostgreSQL did not start; {directory}.log says why");
        return new PostgreSqlServer($"Host=127.0.0.1;Port={port};Username=microblog;Database=postgres", started);
    }

    private string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder(connectionString)
    {
        Database = database,
        MaxPoolSize = 20,
    }.ToString();

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task StopAsync()
    {
        await ExecuteAsync($"DROP DATABASE {template} WITH (FORCE)");
        if (process is null)
            return;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Ends the server with the run, if a test has started it.</summary>
    public sealed class Lifetime : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            if (Running.IsValueCreated)
                await (await Running.Value).StopAsync();
        }
    }
}
