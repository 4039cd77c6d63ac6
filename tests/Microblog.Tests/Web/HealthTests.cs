using System.Net;
using System.Text.Json;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Web;

public sealed class HealthTests
{
    [Theory, EachDatabase]
    public async Task A_server_that_works_is_live_and_ready(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);

        Assert.Equal((HttpStatusCode.OK, ""), await AskAsync(server, "/health/live"));
        Assert.Equal((HttpStatusCode.OK, ""), await AskAsync(server, "/health/ready"));
    }

    [Fact]
    public async Task Client_programs_ask_as_they_ask_Mastodon()
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health") { Headers = { { "Accept", "application/json" } } };

        using var json = await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("""{"status":"UP"}""", await json.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("OK", await server.PasserBy.GetStringAsync("/health", TestContext.Current.CancellationToken));
    }

    [Theory]
    [EachDatabase("INSERT INTO migrations VALUES ('9999_later.sql', '')", "migrations")]
    public async Task The_part_that_fails_is_named(TestDatabase database, string trouble, string part)
    {
        await using var server = await TestServer.StartAsync(database);

        await server.AskAsync(db => db.Database.ExecuteSqlRawAsync(trouble));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, part), await AskAsync(server, "/health/ready"));
        Assert.Equal((HttpStatusCode.OK, ""), await AskAsync(server, "/health/live"));
    }

    [Fact]
    public async Task A_database_that_is_gone_is_named()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? "");
        await using var server = await TestServer.StartAsync(TestDatabase.PostgreSql);

        await PostgreSqlServer.DropDatabaseAsync(await server.AskAsync(db => Task.FromResult(db.Database.GetConnectionString()!)));

        var (status, failing) = await AskAsync(server, "/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("database", failing, StringComparison.Ordinal);
    }

    private static async Task<(HttpStatusCode Status, string Failing)> AskAsync(TestServer server, string path)
    {
        using var answer = await server.PasserBy.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (answer.StatusCode, string.Join(' ', json.RootElement.GetProperty("failing").EnumerateArray().Select(f => f.GetString())));
    }
}
