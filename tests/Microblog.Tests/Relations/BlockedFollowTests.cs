using System.Text;
using System.Text.Json;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Relations;

public sealed class BlockedFollowTests
{
    [Theory, EachDatabase]
    public async Task Blocked_people_stand_in_no_list_and_no_count(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var spammer = await server.SignUpAsync("spammer");
        await spammer.FollowAsync(alice);
        await alice.FollowAsync(spammer);
        await server.BlockAsync(spammer);

        foreach (var list in new[] { "followers", "following" })
        {
            using var whole = JsonDocument.Parse(await server.DocumentAsync($"/users/{alice.ActorId}/{list}"));
            Assert.Equal(0, whole.RootElement.GetProperty("totalItems").GetInt64());
            var page = await server.DocumentAsync(new Uri(whole.RootElement.GetProperty("first").GetString()!).PathAndQuery);
            Assert.DoesNotContain(spammer.Actor.Uri.AbsoluteUri, Encoding.UTF8.GetString(page), StringComparison.Ordinal);
        }

        var own = await alice.GetAsync("/api/v1/accounts/verify_credentials");
        Assert.Equal(0, own.GetProperty("followers_count").GetInt32());
        Assert.Equal(0, own.GetProperty("following_count").GetInt32());
    }

    [Theory, EachDatabase]
    public async Task Nobody_follows_somebody_blocked(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var spammer = await server.SignUpAsync("spammer");
        await server.BlockAsync(spammer);

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => alice.FollowAsync(spammer));

        Assert.Equal(Refusal.ActorNotFound, refusal.Refusal);
        Assert.Equal(0, await server.AskAsync(db => db.Follows.CountAsync()));
    }
}
