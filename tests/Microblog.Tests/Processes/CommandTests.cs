using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microblog.Tests.Media;
using Microblog.Tests.Support;

namespace Microblog.Tests.Processes;

public sealed class CommandTests : IAsyncLifetime
{
    private readonly ServerProcess server = new();

    public async ValueTask InitializeAsync() => await server.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task An_account_and_its_token_made_while_the_server_runs_count_at_once()
    {
        var created = await server.RunAsync("account", "create", "alice", "--role", "moderator", "--json");
        var token = await server.RunAsync("token", "create", "alice", "--scopes", "read write follow push");

        using var account = JsonDocument.Parse(created.Printed);
        Assert.Equal(0, created.Status);
        Assert.Equal("alice", account.RootElement.GetProperty("handle").GetString());
        Assert.Equal("moderator", account.RootElement.GetProperty("role").GetString());
        Assert.Equal(0, token.Status);
        Assert.Matches("^[A-Za-z0-9_-]{20,}$", token.Printed);
        Assert.Equal(HttpStatusCode.OK, await ReadHomeAsync(token.Printed));
    }

    [Fact]
    public async Task A_handle_is_given_once_and_only_a_well_formed_one()
    {
        await server.RunAsync("account", "create", "bob");

        var again = await server.RunAsync("account", "create", "bob");
        var wrong = await server.RunAsync("account", "create", "Not A Handle");

        Assert.Equal((1, ""), (again.Status, again.Printed));
        Assert.Contains("taken", again.Complaint, StringComparison.Ordinal);
        Assert.Equal((1, ""), (wrong.Status, wrong.Printed));
    }

    [Fact]
    public async Task An_account_is_deleted_with_its_token_and_its_name_is_not_given_again()
    {
        var token = await server.SignUpAsync("gone");
        Assert.Equal(HttpStatusCode.OK, await ReadHomeAsync(token));

        var deleted = await server.RunAsync("account", "delete", "gone");
        var shown = await server.RunAsync("account", "show", "gone");
        var again = await server.RunAsync("account", "create", "gone");

        Assert.Equal((0, 1, 1), (deleted.Status, shown.Status, again.Status));
        Assert.Contains("taken", again.Complaint, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, await ReadHomeAsync(token));
    }

    [Theory]
    [InlineData(1, "account", "create", "admin")]
    [InlineData(1, "account", "show", "nobody")]
    [InlineData(2, "account", "create", "alice", "--role", "king")]
    public async Task A_refusal_is_JSON_too_where_that_was_asked_for(int status, params string[] arguments)
    {
        var finished = await server.RunAsync([.. arguments, "--json"]);

        Assert.Equal(status, finished.Status);
        using var json = JsonDocument.Parse(finished.Printed);
        Assert.Contains(json.RootElement.GetProperty("error").GetString()!, finished.Complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_at_the_command_line_ends_the_token_and_lifting_it_is_possible()
    {
        var token = await server.SignUpAsync("mallory");

        var blocked = await server.RunAsync("account", "block", "mallory", "--scope", "account", "--reason", "spam", "--until", "2099-01-31");
        var shown = await server.RunAsync("account", "show", "mallory", "--json");
        var home = await ReadHomeAsync(token);
        var lifted = await server.RunAsync("account", "unblock", "mallory");
        var again = await server.RunAsync("account", "unblock", "mallory");

        using var account = JsonDocument.Parse(shown.Printed);
        Assert.Equal(0, blocked.Status);
        Assert.Equal("spam", account.RootElement.GetProperty("block").GetProperty("reason").GetString());
        Assert.StartsWith("2099-01-31", account.RootElement.GetProperty("block").GetProperty("until").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, home);
        Assert.Equal(0, lifted.Status);
        Assert.Equal(1, again.Status);
    }

    [Fact]
    public async Task An_emoji_imported_while_the_server_runs_is_served_by_it()
    {
        var file = Path.Combine(server.Directory, "blob.jpg");
        await File.WriteAllBytesAsync(file, Pictures.Png(16, 16), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file + ".svg", "<svg/>", TestContext.Current.CancellationToken);

        var imported = await server.RunAsync("emoji", "import", "blob", file, "--json");
        var refused = await server.RunAsync("emoji", "import", "blob2", file + ".svg");
        var missing = await server.RunAsync("emoji", "import", "blob3", file + ".gone");

        using var emoji = JsonDocument.Parse(imported.Printed);
        using var picture = await server.Client.GetAsync(new Uri(emoji.RootElement.GetProperty("url").GetString()!), TestContext.Current.CancellationToken);
        Assert.Equal((0, 1, 1), (imported.Status, refused.Status, missing.Status));
        Assert.Contains("PNG", refused.Complaint, StringComparison.Ordinal);
        Assert.Equal("image/png", picture.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_copy_made_while_it_runs_brings_back_what_was_lost()
    {
        var copy = Path.Combine(server.Directory, "copy");
        await server.RunAsync("account", "create", "carol");

        var written = await server.RunAsync("database", "backup", copy);
        await server.RunAsync("account", "create", "dave");
        var refused = await server.RunAsync("database", "restore", copy);
        await server.StopAsync();
        var restored = await server.RunAsync("database", "restore", copy);
        await server.StartAsync();

        Assert.Equal(0, written.Status);
        Assert.True(Permissions.AreOwnersOnly(copy));
        Assert.Equal(1, refused.Status);
        Assert.Equal((0, ""), (restored.Status, restored.Complaint));
        Assert.Equal(0, (await server.RunAsync("account", "show", "carol")).Status);
        Assert.Equal(1, (await server.RunAsync("account", "show", "dave")).Status);
    }

    [Fact]
    public async Task Seeding_twice_is_like_seeding_once()
    {
        var first = await server.RunAsync("seed");
        var before = await CountAsync();
        var second = await server.RunAsync("seed");

        Assert.Equal((0, ""), (first.Status, first.Complaint));
        Assert.Equal(0, second.Status);
        Assert.True(before > 5);
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Nobody_is_left_behind_as_a_node()
    {
        await server.RunAsync("jobs", "status");

        var nodes = await SqliteFile.ExecuteAsync(Path.Combine(server.DataDirectory, "microblog.db"), "SELECT count(*) FROM nodes");
        Assert.Equal(1L, nodes);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("account")]
    [InlineData("account", "create")]
    [InlineData("account", "create", "alice", "--role", "king")]
    [InlineData("account", "block", "alice")]
    [InlineData("jobs", "retry")]
    [InlineData("jobs", "drop", "some lane", "--host", "peer.example")]
    [InlineData("serve", "nonsense")]
    public async Task What_is_not_understood_is_status_two(params string[] arguments)
    {
        var finished = await server.RunAsync(arguments);

        Assert.Equal((2, ""), (finished.Status, finished.Printed));
        Assert.NotEmpty(finished.Complaint);
    }

    [Fact]
    public async Task Each_command_answers_as_JSON()
    {
        foreach (var arguments in (string[][])[["jobs", "status"], ["jobs", "status", "--host", "peer.example"], ["database", "status"], ["database", "migrate"], ["wiki", "refresh"], ["seed"]])
        {
            var finished = await server.RunAsync([.. arguments, "--json"]);

            Assert.True(finished.Status == 0, $"{string.Join(' ', arguments)}: {finished.Complaint}");
            using var json = JsonDocument.Parse(finished.Printed);
            Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        }
    }

    [Fact]
    public async Task Deliveries_to_a_host_are_looked_at_and_dropped_by_its_name()
    {
        await SqliteFile.ExecuteAsync(
            Path.Combine(server.DataDirectory, "microblog.db"),
            "INSERT INTO lanes (name, is_delivery, is_doubtful, failures, failing_since, last_error, missed_from) "
            + "VALUES ('host:down.example', 1, 1, 12, 1000, 'It timed out.', 65536000)");

        var status = await server.RunAsync("jobs", "status", "--host", "down.example");
        var dropped = await server.RunAsync("jobs", "drop", "--host", "down.example");
        var again = await server.RunAsync("jobs", "drop", "--host", "down.example");

        Assert.Contains("missed from activity 65536000", status.Printed, StringComparison.Ordinal);
        Assert.Contains("given up: It timed out.", status.Printed, StringComparison.Ordinal);
        Assert.Equal((0, 1), (dropped.Status, again.Status));
    }

    private async Task<HttpStatusCode> ReadHomeAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/v1/timelines/home", UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await server.Client.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<long> CountAsync() => Convert.ToInt64(
        await SqliteFile.ExecuteAsync(Path.Combine(server.DataDirectory, "microblog.db"), "SELECT count(*) FROM notices"), CultureInfo.InvariantCulture);
}
