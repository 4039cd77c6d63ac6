using Microblog.Data;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Data;

public sealed class MigratorTests : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("microblog-migrator-").FullName;
    private readonly List<string> databases = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Theory, EachDatabase]
    public async Task Each_file_is_applied_once_and_in_order(TestDatabase database)
    {
        await using var db = await OpenAsync(database);
        var files = Directory.GetFiles(Path.Combine(Migrator.Folder, database == TestDatabase.Sqlite ? "sqlite" : "postgresql"))
            .Select(Path.GetFileName).Order(StringComparer.Ordinal);

        var first = await new Migrator(db).RunAsync(TestContext.Current.CancellationToken);
        var second = await new Migrator(db).RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(files, first);
        Assert.Empty(second);
        Assert.All(await new Migrator(db).StatusAsync(TestContext.Current.CancellationToken), m => Assert.True(m.IsApplied));
    }

    [Theory, EachDatabase]
    public async Task A_file_that_was_changed_since_is_refused(TestDatabase database)
    {
        await using var db = await OpenAsync(database);
        await new Migrator(db).RunAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"UPDATE migrations SET checksum = 'other' WHERE name = '0001_initial.sql'", TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<MigrationException>(() => new Migrator(db).RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("0001_initial.sql was changed", refused.Message, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_database_newer_than_the_program_is_refused(TestDatabase database)
    {
        await using var db = await OpenAsync(database);
        await new Migrator(db).RunAsync(TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlAsync($"INSERT INTO migrations VALUES ('9999_later.sql', '')", TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<MigrationException>(() => new Migrator(db).RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("9999_later.sql", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MigrationException>(() => new Migrator(db).StatusAsync(TestContext.Current.CancellationToken));
    }

    [Theory, EachDatabase]
    public async Task Of_several_that_start_at_once_one_migrates(TestDatabase database)
    {
        var settings = await SettingsAsync(database);

        var applied = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using var db = Open(settings);
            return await new Migrator(db).RunAsync(TestContext.Current.CancellationToken);
        })));

        Assert.Single(applied, files => files.Count > 0);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var database in databases)
            await PostgreSqlServer.DropDatabaseAsync(database);
        Directory.Delete(directory, recursive: true);
    }

    private async Task<Db> OpenAsync(TestDatabase database) => Open(await SettingsAsync(database));

    private async Task<DatabaseSettings> SettingsAsync(TestDatabase database)
    {
        if (database == TestDatabase.Sqlite)
            return new() { ConnectionString = $"Data Source={Path.Combine(directory, "test.db")};Pooling=False" };

        var connectionString = await PostgreSqlServer.CreateDatabaseAsync(isMigrated: false);
        databases.Add(connectionString);
        return new() { Provider = DatabaseProvider.PostgreSql, ConnectionString = connectionString };
    }

    private Db Open(DatabaseSettings settings)
    {
        var options = new DbContextOptionsBuilder<Db>();
        options.UseMicroblogDatabase(settings, directory);
        return new Db(options.Options);
    }
}
