using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Microblog.Data;

public static class DatabaseRegistration
{
    /// <summary>Everything that keeps what we keep.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, DatabaseSettings settings, string dataDirectory)
    {
        services.AddDbContextPool<Db>(options => options.UseMicroblogDatabase(settings, dataDirectory));
        return services
            .AddSingleton<NodeNumber>()
            .AddSingleton<Snowflake>()
            .AddScoped<NodeRegistry>()
            .AddScoped<Migrator>()
            .AddScoped<Backup>();
    }

    internal static DbContextOptionsBuilder UseMicroblogDatabase(
        this DbContextOptionsBuilder options, DatabaseSettings settings, string dataDirectory)
    {
        options.ConfigureWarnings(w => w.Ignore(RelationalEventId.MultipleCollectionIncludeWarning)).AddInterceptors(new AfterCommit());
        if (settings.Provider == DatabaseProvider.PostgreSql)
            return options.UseNpgsql(settings.ConnectionString);

        return options
            .UseSqlite(SqliteConnectionString(settings, dataDirectory))
            .AddInterceptors(new SqlitePragmas());
    }

    private static string SqliteConnectionString(DatabaseSettings settings, string dataDirectory)
    {
        var connection = new SqliteConnectionStringBuilder(settings.ConnectionString) { ForeignKeys = true };
        if (connection.DataSource.Length == 0)
            connection.DataSource = Path.Combine(dataDirectory, "microblog.db");
        return connection.ToString();
    }
}
