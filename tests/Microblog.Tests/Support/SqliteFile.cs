using Microsoft.Data.Sqlite;

namespace Microblog.Tests.Support;

/// <summary>Changes a database behind the program's back.</summary>
internal static class SqliteFile
{
    public static async Task<object?> ExecuteAsync(string file, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
