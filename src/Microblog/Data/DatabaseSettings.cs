namespace Microblog.Data;

/// <summary>Section <c>Microblog:Database</c>.</summary>
public sealed class DatabaseSettings
{
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>ADO.NET connection string; may be empty for SQLite, which then uses <c>microblog.db</c> in the data directory.</summary>
    public string ConnectionString { get; set; } = "";
}

public enum DatabaseProvider
{
    Sqlite,
    PostgreSql,
}
