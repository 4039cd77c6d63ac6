using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microblog.Actors;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Pages;

/// <summary>What a person says of themselves, and what is shown of people elsewhere.</summary>
public sealed class ProfileFormTests
{
    [Theory, EachDatabase]
    public async Task The_form_saves_name_fields_and_who_may_follow(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        using var page = await Visitor.SignedInAsync(server, alice);
        await page.OpenAsync("/settings/profile");

        await page.PostAsync("/settings/profile", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["display_name"] = "Alice L.",
            ["note"] = "I edit.",
            ["is_locked"] = "true",
            ["hides_follows"] = "true",
            ["field_name"] = "Home",
            ["field_value"] = "https://alice.example/ <b>",
        });

        Assert.Equal("/settings/profile", page.At.AbsolutePath);
        await page.OpenAsync("/@alice");
        Assert.Contains("Alice L.", page.Words, StringComparison.Ordinal);
        Assert.Equal("https://alice.example/", page.Page.QuerySelector(".facts dd a[rel~=me]")!.GetAttribute("href"));
        Assert.Contains("<b>", page.Page.QuerySelector(".facts dd")!.TextContent, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(await server.DocumentAsync($"/users/{alice.ActorId}"));
        Assert.Equal("Home", Assert.Single(document.RootElement.GetProperty("attachment").EnumerateArray()).Text("name"));
        Assert.StartsWith(
            "<a href=\"https://alice.example/\" rel=\"me nofollow noopener\"",
            document.RootElement.GetProperty("attachment")[0].Text("value"),
            StringComparison.Ordinal);
        Assert.True(document.RootElement.GetProperty("manuallyApprovesFollowers").GetBoolean());
    }

    [Theory, EachDatabase]
    public async Task Whether_one_may_be_put_forward_and_searched_for_is_ones_own_to_say(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var peer = await Peer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        using var page = await Visitor.SignedInAsync(server, alice);
        await page.OpenAsync("/settings/profile");
        Assert.Equal(2, page.Page.QuerySelectorAll("input[name=is_discoverable][checked], input[name=is_indexable][checked]").Length);

        await page.PostAsync("/settings/profile", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["display_name"] = "Alice",
            ["is_indexable"] = "true",
        });
        var said = ActorParser.Parse(await server.DocumentAsync($"/users/{alice.ActorId}"));
        Assert.Equal((false, true), (said.Discoverable, said.Indexable));

        var own = await alice.SendAsync(
            HttpMethod.Patch, "/api/v1/accounts/update_credentials", ("discoverable", "true"), ("indexable", "false"));
        foreach (var shown in new[] { own, own.GetProperty("source"), await alice.GetAsync($"/api/v1/accounts/{alice.ActorId}") })
            Assert.Equal((true, false), (shown.GetProperty("discoverable").GetBoolean(), shown.GetProperty("indexable").GetBoolean()));

        peer.Describe = actor => (actor["discoverable"], actor["indexable"]) = (false, true);
        await alice.FollowAsync(peer.Address);
        var other = await alice.GetAsync($"/api/v1/accounts/{await alice.KnowsAsync(peer.ActorId)}");
        Assert.Equal((false, true), (other.GetProperty("discoverable").GetBoolean(), other.GetProperty("indexable").GetBoolean()));
    }

    [Fact]
    public async Task The_servers_own_actor_and_who_says_nothing_are_neither()
    {
        await using var server = await TestServer.StartAsync();
        await using var peer = await Peer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        await alice.FollowAsync(peer.Address);

        var instance = ActorParser.Parse(await server.DocumentAsync("/users/1"));
        var other = await alice.GetAsync($"/api/v1/accounts/{await alice.KnowsAsync(peer.ActorId)}");

        Assert.Equal((null, null), (instance.Discoverable, instance.Indexable));
        Assert.Equal((JsonValueKind.Null, JsonValueKind.False), (other.GetProperty("discoverable").ValueKind, other.GetProperty("indexable").ValueKind));
    }

    [Theory, EachDatabase]
    public async Task The_client_api_edits_fields_as_form_and_as_json(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");

        var byForm = await alice.SendAsync(
            HttpMethod.Patch,
            "/api/v1/accounts/update_credentials",
            ("fields_attributes[0][name]", "One"),
            ("fields_attributes[0][value]", "1"),
            ("fields_attributes[1][name]", "Two"),
            ("fields_attributes[1][value]", "2"),
            ("hide_collections", "true"));
        Assert.Equal(["One", "Two"], byForm.GetProperty("source").GetProperty("fields").EnumerateArray().Select(f => f.Text("name")));
        Assert.True(byForm.GetProperty("hide_collections").GetBoolean());

        using var json = new StringContent(
            """{"fields_attributes":{"0":{"name":"Three","value":"3"}}}""", System.Text.Encoding.UTF8, "application/json");
        using var answer = await alice.Client.PatchAsync("/api/v1/accounts/update_credentials", json, TestContext.Current.CancellationToken);
        Assert.Equal("Three", Assert.Single((await answer.OkAsync()).GetProperty("fields").EnumerateArray()).Text("name"));
    }

    [Theory]
    [InlineData(5, 10, "too many fields")]
    [InlineData(1, 300, "too long")]
    public async Task Too_much_is_refused_and_nothing_typed_is_lost(int count, int length, string why)
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");

        var changes = new ProfileChanges(Fields: [.. Enumerable.Range(0, count).Select(i => new FieldText($"n{i}", new string('x', length)))]);
        await Assert.ThrowsAsync<RefusalException>(() => alice.ChangeProfileAsync(changes));

        using var page = await Visitor.SignedInAsync(server, alice);
        await page.OpenAsync("/settings/profile");
        var tooLong = new string('y', 300);
        await page.PostAsync("/settings/profile", new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["display_name"] = "Alice",
            ["note"] = "kept",
            ["field_name"] = "n",
            ["field_value"] = tooLong,
        });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(tooLong, page.Source, StringComparison.Ordinal);
        Assert.NotEmpty(why);
        Assert.False(await server.AskAsync(db => db.ProfileFields.AnyAsync()));
    }

    [Theory, EachDatabase]
    public async Task Who_hides_their_follows_shows_only_numbers(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await bob.FollowAsync(alice);
        await alice.ChangeProfileAsync(new ProfileChanges(HidesFollows: true));

        using (var whole = JsonDocument.Parse(await server.DocumentAsync($"/users/{alice.ActorId}/followers")))
        {
            Assert.Equal(1, whole.RootElement.GetProperty("totalItems").GetInt32());
            Assert.False(whole.RootElement.TryGetProperty("first", out _));
        }

        using var part = await server.AskForAsync($"/users/{alice.ActorId}/followers?page=true");
        Assert.Equal(HttpStatusCode.NotFound, part.StatusCode);
        using var stranger = await Visitor.SignedInAsync(server, bob);
        await stranger.OpenAsync("/@alice/followers");
        Assert.Null(stranger.Page.QuerySelector("main .people"));
        using var owner = await Visitor.SignedInAsync(server, alice);
        await owner.OpenAsync("/@alice/followers");
        Assert.Contains("@bob", owner.Words, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_profile_from_elsewhere_shows_its_fields_cleaned_and_that_it_is_suspended(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await using var peer = await Peer.StartAsync();
        peer.Describe = actor =>
        {
            actor["suspended"] = true;
            actor["attachment"] = new JsonArray(new JsonObject
            {
                ["type"] = "PropertyValue",
                ["name"] = "<script>alert(1)</script>",
                ["value"] = "<a href=\"https://x.example/\" onclick=\"alert(1)\">x</a><script>alert(2)</script>",
            });
        };
        var alice = await server.SignUpAsync("alice");
        await alice.FollowAsync(peer.Address);
        using var page = await Visitor.SignedInAsync(server, alice);

        await page.OpenAsync($"/@{peer.Address}");

        Assert.Contains("suspended", page.Words, StringComparison.Ordinal);
        Assert.Equal("https://x.example/", page.Page.QuerySelector(".facts dd a")!.GetAttribute("href"));
        Assert.DoesNotContain("onclick", page.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page.Source, StringComparison.Ordinal);
    }
}
