using Microblog.Tests.Support;
using Npgsql;

namespace Microblog.Tests.Processes;

/// <summary>Two processes of one server: they share a PostgreSQL database and the address that everybody knows.</summary>
public sealed class NodePair : IAsyncDisposable
{
    private readonly string database;

    private NodePair(string database)
    {
        this.database = database;
        One = new ServerProcess();
        Two = new ServerProcess { SharedBaseUrl = One.Url };
        foreach (var node in (ServerProcess[])[One, Two])
        {
            node.Settings["Database:Provider"] = "PostgreSql";
            node.Settings["Database:ConnectionString"] = database;
        }
    }

    /// <summary>The node at the address that is in every id.</summary>
    public ServerProcess One { get; }

    public ServerProcess Two { get; }

    /// <summary>Starts both at once on an empty database, which one of them migrates.</summary>
    public static async Task<NodePair> StartAsync()
    {
        var pair = new NodePair(await PostgreSqlServer.CreateDatabaseAsync(isMigrated: false));
        await Task.WhenAll(pair.One.StartAsync(), pair.Two.StartAsync());
        return pair;
    }

    /// <summary>Asks the database they share.</summary>
    /// <param name="sql">A query for one number.</param>
    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await One.DisposeAsync();
        await Two.DisposeAsync();
        await PostgreSqlServer.DropDatabaseAsync(database);
    }
}
