using System.Globalization;
using System.Net;
using System.Text.Json;
using Microblog.Notices;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi;

public sealed class FiltersTests
{
    private static readonly string[] Home = ["home"];

    [Theory, EachDatabase]
    public async Task A_filter_says_which_of_its_words_stand_in_a_status(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await alice.FollowAsync(bob);
        var filter = await alice.SendAsync(
            HttpMethod.Post,
            "/api/v2/filters",
            ("title", "Football"),
            ("context[]", "home"),
            ("context[]", "public"),
            ("filter_action", "warn"),
            ("keywords_attributes[][keyword]", "Cup"),
            ("keywords_attributes[][whole_word]", "true"),
            ("keywords_attributes[][keyword]", "#final"),
            ("keywords_attributes[][whole_word]", "false"));
        Assert.Equal(["home", "public"], filter.GetProperty("context").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal([("Cup", true), ("#final", false)], filter.GetProperty("keywords").EnumerateArray().Select(k => (k.Text("keyword"), k.GetProperty("whole_word").GetBoolean())));
        var found = await bob.PostAsync("The cup is ours, in the #finale");
        var behindWarning = await bob.PostAsync(new Draft("You know what", Summary: "World cup"));
        await bob.PostAsync("Cups and cupboards");
        var own = await alice.PostAsync("My cup of tea");
        await server.WaitUntilIdleAsync();

        var home = await alice.GetAsync("/api/v1/timelines/home");

        var matches = home.EnumerateArray().ToDictionary(s => s.Text("id"), s => s.GetProperty("filtered").EnumerateArray().ToList());
        Assert.Equal([Id(behindWarning.Id), Id(found.Id)], matches.Where(m => m.Value.Count > 0).Select(m => m.Key).Order(StringComparer.Ordinal).Reverse());
        Assert.Empty(matches[Id(own.Id)]);
        var match = Assert.Single(matches[Id(found.Id)]);
        Assert.Equal(filter.Text("id"), match.GetProperty("filter").Text("id"));
        Assert.Equal(["Cup", "#final"], match.GetProperty("keyword_matches").EnumerateArray().Select(k => k.GetString()));
        Assert.Equal(JsonValueKind.Null, match.GetProperty("status_matches").ValueKind);
        Assert.All((await bob.GetAsync("/api/v1/timelines/public")).EnumerateArray(), s => Assert.Empty(s.GetProperty("filtered").EnumerateArray()));
    }

    [Theory, EachDatabase]
    public async Task What_a_filter_hides_is_left_out_where_it_counts(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await alice.FollowAsync(bob);
        using var made = await alice.Client.PostAsJsonAsync(
            "/api/v2/filters",
            new { title = "No", context = Home, filter_action = "hide", keywords_attributes = new[] { new { keyword = "spoiler", whole_word = false } } },
            TestContext.Current.CancellationToken);
        var filter = (await made.OkAsync()).Text("id");
        var notice = await bob.PostAsync("Spoilers: @alice wins");
        await server.WaitUntilIdleAsync();

        Assert.Empty((await alice.GetAsync("/api/v1/timelines/home")).Ids());
        Assert.Equal([Id(notice.Id)], (await alice.GetAsync("/api/v1/timelines/public")).Ids());
        Assert.Single((await alice.GetAsync("/api/v1/notifications")).EnumerateArray());

        await alice.SendAsync(HttpMethod.Put, $"/api/v2/filters/{filter}", ("context[]", "notifications"), ("context[]", "public"));
        Assert.Equal([Id(notice.Id)], (await alice.GetAsync("/api/v1/timelines/home")).Ids());
        Assert.Empty((await alice.GetAsync("/api/v1/timelines/public")).Ids());
        Assert.Empty((await alice.GetAsync("/api/v1/notifications")).EnumerateArray());

        await alice.SendAsync(HttpMethod.Delete, $"/api/v2/filters/{filter}");
        Assert.Equal([Id(notice.Id)], (await alice.GetAsync("/api/v1/timelines/public")).Ids());
    }

    [Theory, EachDatabase]
    public async Task A_filter_ends_when_it_was_to_end(TestDatabase database)
    {
        var clock = new FakeClock();
        await using var server = await TestServer.StartAsync(database, options => options.Clock = clock);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        await alice.SendAsync(
            HttpMethod.Post, "/api/v1/filters", ("phrase", "match"), ("context[]", "public"), ("irreversible", "true"), ("expires_in", "3600"));
        await bob.PostAsync("What a match");
        Assert.Empty((await alice.GetAsync("/api/v1/timelines/public")).Ids());

        clock.Advance(TimeSpan.FromHours(1));

        Assert.Single((await alice.GetAsync("/api/v1/timelines/public")).Ids());
    }

    [Theory, EachDatabase]
    public async Task Words_and_statuses_of_a_filter_come_and_go(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, bob) = (await server.SignUpAsync("alice"), await server.SignUpAsync("bob"));
        var notice = await bob.PostAsync("Nothing in particular");
        var filter = $"/api/v2/filters/{(await alice.SendAsync(HttpMethod.Post, "/api/v2/filters", ("title", "x"), ("context[]", "public"))).Text("id")}";

        var keyword = await alice.SendAsync(HttpMethod.Post, $"{filter}/keywords", ("keyword", "particular"));
        var status = await alice.SendAsync(HttpMethod.Post, $"{filter}/statuses", ("status_id", Id(notice.Id)));
        var found = (await alice.GetAsync($"/api/v1/statuses/{notice.Id}")).GetProperty("filtered")[0];
        Assert.Equal(["particular"], found.GetProperty("keyword_matches").EnumerateArray().Select(k => k.GetString()));
        Assert.Equal([Id(notice.Id)], found.GetProperty("status_matches").EnumerateArray().Select(k => k.GetString()));

        await alice.SendAsync(HttpMethod.Put, $"/api/v2/filters/keywords/{keyword.Text("id")}", ("keyword", "peculiar"), ("whole_word", "true"));
        Assert.Equal(["peculiar"], (await alice.GetAsync($"{filter}/keywords")).EnumerateArray().Select(k => k.Text("keyword")));
        Assert.Equal([Id(notice.Id)], (await alice.GetAsync($"{filter}/statuses")).EnumerateArray().Select(s => s.Text("status_id")));

        await alice.SendAsync(HttpMethod.Delete, $"/api/v2/filters/statuses/{status.Text("id")}");
        await alice.SendAsync(HttpMethod.Delete, $"/api/v2/filters/keywords/{keyword.Text("id")}");
        var left = await alice.GetAsync(filter);
        Assert.Empty(left.GetProperty("keywords").EnumerateArray());
        Assert.Empty(left.GetProperty("statuses").EnumerateArray());
    }

    [Theory, EachDatabase]
    public async Task Older_apps_see_each_word_as_a_filter(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var filter = await alice.SendAsync(
            HttpMethod.Post, "/api/v2/filters", ("title", "Two"), ("context[]", "home"), ("keywords_attributes[0][keyword]", "one"), ("keywords_attributes[1][keyword]", "two"));
        var single = await alice.SendAsync(HttpMethod.Post, "/api/v1/filters", ("phrase", "three"), ("context[]", "home"), ("whole_word", "true"));

        var words = await alice.GetAsync("/api/v1/filters");
        Assert.Equal(["one", "two", "three"], words.EnumerateArray().Select(w => w.Text("phrase")));

        var changed = await alice.SendAsync(HttpMethod.Put, $"/api/v1/filters/{single.Text("id")}", ("phrase", "four"), ("context[]", "thread"), ("irreversible", "true"));
        Assert.Equal(("four", "thread", true), (changed.Text("phrase"), changed.GetProperty("context")[0].GetString(), changed.GetProperty("irreversible").GetBoolean()));
        using (var shared = await alice.TryAsync(HttpMethod.Put, $"/api/v1/filters/{words[0].Text("id")}", ("phrase", "one"), ("context[]", "thread")))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, shared.StatusCode);

        await alice.SendAsync(HttpMethod.Delete, $"/api/v1/filters/{words[0].Text("id")}");
        await alice.SendAsync(HttpMethod.Delete, $"/api/v1/filters/{single.Text("id")}");
        var left = Assert.Single((await alice.GetAsync("/api/v2/filters")).EnumerateArray());
        Assert.Equal(filter.Text("id"), left.Text("id"));
        Assert.Equal("two", Assert.Single(left.GetProperty("keywords").EnumerateArray()).Text("keyword"));
    }

    [Theory, EachDatabase]
    public async Task Filters_of_others_are_not_there_and_nonsense_is_refused(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var (alice, mallory) = (await server.SignUpAsync("alice"), await server.SignUpAsync("mallory"));
        var filter = await alice.SendAsync(
            HttpMethod.Post, "/api/v2/filters", ("title", "Mine"), ("context[]", "home"), ("keywords_attributes[][keyword]", "secret"));
        var keyword = filter.GetProperty("keywords")[0].Text("id");

        foreach (var (method, path) in new[]
        {
            (HttpMethod.Get, $"/api/v2/filters/{filter.Text("id")}"),
            (HttpMethod.Put, $"/api/v2/filters/{filter.Text("id")}"),
            (HttpMethod.Delete, $"/api/v2/filters/{filter.Text("id")}"),
            (HttpMethod.Get, $"/api/v2/filters/keywords/{keyword}"),
            (HttpMethod.Put, $"/api/v2/filters/keywords/{keyword}"),
            (HttpMethod.Delete, $"/api/v2/filters/keywords/{keyword}"),
            (HttpMethod.Delete, $"/api/v1/filters/{keyword}"),
        })
        {
            using var answer = await mallory.TryAsync(method, path, ("title", "Mallory's"), ("keyword", "mallory"));
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        foreach (var (name, value) in new[] { ("title", ""), ("context[]", "nowhere"), ("filter_action", "shout"), ("keywords_attributes[][keyword]", " ") })
        {
            using var answer = await alice.TryAsync(HttpMethod.Put, $"/api/v2/filters/{filter.Text("id")}", (name, value));
            Assert.Equal(name == "title" ? HttpStatusCode.OK : HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }

        Assert.Equal("secret", (await alice.GetAsync($"/api/v2/filters/keywords/{keyword}")).Text("keyword"));
    }

    private static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);
}
