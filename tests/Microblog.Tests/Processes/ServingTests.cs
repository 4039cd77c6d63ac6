using System.Net;
using Microblog.Tests.Support;

namespace Microblog.Tests.Processes;

public sealed class ServingTests
{
    [Fact]
    public async Task It_starts_answers_and_ends_within_five_seconds_when_told_to()
    {
        await using var server = await new ServerProcess().StartAsync();
        using var live = await server.Client.GetAsync(new Uri("/health/live", UriKind.Relative));

        var (status, took) = await server.StopAsync();

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.DoesNotContain("HTTP/2", server.Output, StringComparison.Ordinal);
        Assert.False(live.Headers.Contains("Server"));
        Assert.Equal(0, status);
        Assert.True(took < TimeSpan.FromSeconds(5), $"took {took}");
    }

    [Fact]
    public async Task Only_its_owner_may_read_what_it_keeps()
    {
        await using var server = await new ServerProcess().StartAsync();

        Assert.True(Permissions.AreOwnersOnly(server.DataDirectory));
        Assert.All(Directory.GetFiles(server.DataDirectory), file => Assert.True(Permissions.AreOwnersOnly(file), file));
    }

    [Fact]
    public async Task A_second_server_on_the_same_file_is_refused_and_one_after_a_kill_is_not()
    {
        await using var server = await new ServerProcess().StartAsync();

        var second = await server.RunAsync("serve", "--urls", "http://127.0.0.1:0");
        await server.KillAsync();
        await server.StartAsync();

        Assert.Equal(1, second.Status);
        Assert.Contains("Another server works on the data in", second.Complaint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Colour", "red", "Microblog:Colour is not a setting")]
    [InlineData("Database:Provider", "Oracle", "Microblog:Database:Provider")]
    [InlineData("BaseUrl", "nonsense", "Microblog:BaseUrl")]
    [InlineData("DataDirectory", "/proc/nope", "The data directory /proc/nope cannot be created: the file system there takes no directories")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence(string setting, string value, string sentence)
    {
        await using var server = new ServerProcess();
        server.Settings[setting] = value;

        var finished = await server.RunAsync();

        Assert.Equal(1, finished.Status);
        Assert.Contains(sentence, finished.Complaint, StringComparison.Ordinal);
        Assert.Single(finished.Complaint.Split('\n'));
    }

    [Fact]
    public async Task A_port_that_is_taken_stops_the_start_with_a_sentence()
    {
        await using var server = await new ServerProcess().StartAsync();
        await using var other = new ServerProcess();

        var finished = await other.RunAsync("serve", "--urls", server.Url.GetLeftPart(UriPartial.Authority));

        Assert.Equal(1, finished.Status);
        Assert.Contains("address already in use", finished.Complaint, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(server.Url.Authority, finished.Complaint, StringComparison.Ordinal);
        Assert.Single(finished.Complaint.Split('\n'));
        Assert.DoesNotContain("   at ", finished.Printed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("account", "show", "alice")]
    public async Task A_PostgreSQL_that_does_not_answer_is_one_sentence(params string[] arguments)
    {
        await using var server = new ServerProcess();
        server.Settings["Database:Provider"] = "PostgreSql";
        server.Settings["Database:ConnectionString"] = $"Host=127.0.0.1;Port={FreePort.Take()};Username=nobody;Database=none";

        var finished = await server.RunAsync(arguments);

        Assert.Equal(1, finished.Status);
        Assert.StartsWith("The database cannot be used: Failed to connect to 127.0.0.1", finished.Complaint, StringComparison.Ordinal);
        Assert.Single(finished.Complaint.Split('\n'));
        Assert.DoesNotContain("   at ", finished.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused_by_server_and_commands()
    {
        await using var server = new ServerProcess();
        await server.RunAsync("database", "migrate");
        await SqliteFile.ExecuteAsync(Path.Combine(server.DataDirectory, "microblog.db"), "INSERT INTO migrations VALUES ('9999_later.sql', '')");

        var served = await server.RunAsync();
        var asked = await server.RunAsync("jobs", "status");

        Assert.Equal(1, served.Status);
        Assert.Contains("newer version of Microblog (it has 9999_later.sql", served.Complaint, StringComparison.Ordinal);
        Assert.Equal(1, asked.Status);
    }

    [Fact]
    public async Task Without_a_wiki_it_does_not_start_in_production()
    {
        await using var server = new ServerProcess { Environment = "Production" };

        var finished = await server.RunAsync();

        Assert.Equal(1, finished.Status);
        Assert.Contains("Microblog:Wikis", finished.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_nodes_share_one_PostgreSQL()
    {
        Assert.SkipWhen(PostgreSqlServer.Missing is not null, PostgreSqlServer.Missing ?? "");
        await using var pair = await NodePair.StartAsync();

        var status = await pair.One.RunAsync("account", "create", "alice");

        Assert.Equal(0, status.Status);
        Assert.Contains("alice", (await pair.Two.RunAsync("account", "show", "alice")).Printed, StringComparison.Ordinal);
    }
}
