using Microblog.Data;
using Microblog.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.House;

/// <summary>The SQL under migrations/ and the classes agree: columns, types, nullability, keys, indexes, foreign keys.</summary>
public sealed class SchemaTests : IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("microblog-schema-").FullName;
    private readonly List<string> postgreSql = [];

    [Theory, EachDatabase]
    public async Task Migrations_make_the_tables_the_model_wants(TestDatabase database)
    {
        await using var migrated = await OpenAsync(database, "migrated.db");
        await using var wanted = await OpenAsync(database, "wanted.db");
        await new Migrator(migrated).RunAsync(TestContext.Current.CancellationToken);
        await wanted.Database.EnsureCreatedAsync(TestContext.Current.CancellationToken);

        var description = database == TestDatabase.Sqlite ? Sqlite : PostgreSql;
        Assert.Equal(await DescribeAsync(wanted, description), await DescribeAsync(migrated, description));
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(directory, recursive: true);
        foreach (var connectionString in postgreSql)
            await PostgreSqlServer.DropDatabaseAsync(connectionString);
    }

    private async Task<Db> OpenAsync(TestDatabase database, string name)
    {
        var settings = new DatabaseSettings { ConnectionString = $"Data Source={Path.Combine(directory, name)}" };
        if (database == TestDatabase.PostgreSql)
        {
            settings = new() { Provider = DatabaseProvider.PostgreSql, ConnectionString = await PostgreSqlServer.CreateDatabaseAsync(isMigrated: false) };
            postgreSql.Add(settings.ConnectionString);
        }

        var options = new DbContextOptionsBuilder<Db>();
        options.UseMicroblogDatabase(settings, directory);
        return new Db(options.Options);
    }

    private static Task<List<string>> DescribeAsync(Db db, string sql) =>
        db.Database.SqlQueryRaw<string>(sql).ToListAsync(TestContext.Current.CancellationToken);

    private const string Sqlite =
        """
        select * from (
            select t.name || '.' || c.name || ' ' || c.type || case c."notnull" when 1 then ' not null' else '' end
                || ' key ' || c.pk || coalesce(' default ' || c.dflt_value, '') as "Value"
            from sqlite_master t, pragma_table_info(t.name) c
            where t.type = 'table' and t.name not in ('migrations', 'sqlite_sequence') and t.name not like 'notice_index%'
            union all
            select t.name || ' index ' || coalesce(m.name, i.origin) || case i."unique" when 1 then ' unique' else '' end || ' ('
                || (select group_concat(x.name) from (select name from pragma_index_info(i.name) order by seqno) x) || ')'
                || case i.partial when 1 then ' where ' || lower(replace(substr(m.sql, instr(lower(m.sql), ' where ') + 7), '"', '')) else '' end
            from sqlite_master t, pragma_index_list(t.name) i left join sqlite_master m on m.name = i.name and m.sql is not null
            where t.type = 'table' and t.name not in ('migrations', 'sqlite_sequence') and t.name not like 'notice_index%'
            union all
            select t.name || ' ' || f."from" || ' references ' || f."table" || '.' || f."to" || ' on delete ' || f.on_delete
            from sqlite_master t, pragma_foreign_key_list(t.name) f
            where t.type = 'table' and t.name not in ('migrations', 'sqlite_sequence') and t.name not like 'notice_index%')
        order by 1
        """;

    private const string PostgreSql =
        """
        select * from (
            select table_name || '.' || column_name || ' ' || data_type || case is_nullable when 'NO' then ' not null' else '' end
                || coalesce(' default ' || column_default, '') || ' identity ' || is_identity as "Value"
            from information_schema.columns where table_schema = 'public' and table_name <> 'migrations'
            union all
            select indexdef from pg_indexes where schemaname = 'public' and tablename <> 'migrations' and indexname <> 'ix_notice_words_index'
            union all
            select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
            from pg_constraint where connamespace = 'public'::regnamespace and conrelid::regclass::text <> 'migrations')
            as everything
        order by 1
        """;
}
