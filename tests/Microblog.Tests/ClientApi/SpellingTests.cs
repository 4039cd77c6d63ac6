using System.Globalization;
using System.Net;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi;

/// <summary>What client programs spell in their own ways.</summary>
public sealed class SpellingTests
{
    [Theory]
    [EachDatabase("1", true)]
    [EachDatabase("0", false)]
    [EachDatabase("on", true)]
    [EachDatabase("False", false)]
    public async Task Yes_and_no_are_understood(TestDatabase database, string word, bool isYes)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");

        var posted = await alice.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "Hello"), ("sensitive", word));

        Assert.Equal(isYes, posted.GetProperty("sensitive").GetBoolean());
        Assert.Equal(isYes ? 1 : 0, (await alice.GetAsync($"/api/v1/directory?local={word}&offset={(isYes ? 0 : 1)}")).GetArrayLength());
        using var nonsense = await alice.TryAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "Hello"), ("sensitive", "perhaps"));
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task Ids_in_json_may_be_numbers(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var parent = await alice.PostAsync("What?");

        using var answer = await alice.Client.PostAsJsonAsync(
            "/api/v1/statuses", new { status = "That", in_reply_to_id = parent.Id }, TestContext.Current.CancellationToken);

        Assert.Equal(parent.Id.ToString(CultureInfo.InvariantCulture), (await answer.OkAsync()).Text("in_reply_to_id"));
    }
}
