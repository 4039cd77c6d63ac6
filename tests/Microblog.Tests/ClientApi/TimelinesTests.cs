using System.Globalization;
using System.Net;
using Microblog.Notices;
using Microblog.Tests.Documents;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi;

public sealed class TimelinesTests
{
    [Theory, EachDatabase]
    public async Task Home_is_read_page_by_page_in_both_directions(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Insert(0, (await alice.PostAsync($"Notice {i}.")).Id.ToString(CultureInfo.InvariantCulture));

        using var first = await alice.Client.GetAsync("/api/v1/timelines/home?limit=2", TestContext.Current.CancellationToken);
        var link = first.Headers.GetValues("Link").Single();

        Assert.Equal(ids[..2], (await first.OkAsync()).Ids());
        Assert.Contains($"<http://{server.Host}/api/v1/timelines/home?limit=2&max_id={ids[1]}>; rel=\"next\"", link, StringComparison.Ordinal);
        Assert.Contains($"<http://{server.Host}/api/v1/timelines/home?limit=2&min_id={ids[0]}>; rel=\"prev\"", link, StringComparison.Ordinal);
        Assert.Equal(ids[2..4], (await alice.GetAsync($"/api/v1/timelines/home?limit=2&max_id={ids[1]}")).Ids());
        Assert.Equal(ids[2..4], (await alice.GetAsync($"/api/v1/timelines/home?limit=2&min_id={ids[4]}")).Ids());
        Assert.Equal(ids[..2], (await alice.GetAsync($"/api/v1/timelines/home?limit=2&since_id={ids[4]}")).Ids());
    }

    [Fact]
    public async Task Extremes_are_clamped()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        for (var i = 0; i < 41; i++)
            await alice.PostAsync($"Notice {i}.");
        (string Query, int Expected)[] extremes =
        [
            ("limit=0", 1), ("limit=-5", 1), ("limit=41", 40), ("limit=99999999999999999999999999", 40), ("limit=1e300", 40),
            ("limit=NaN", 20), ("limit=x", 20), ("limit=", 20), ("max_id=99999999999999999999999999", 20), ("max_id=-1", 20),
            ("max_id=0", 0), ("min_id=9223372036854775807", 0),
        ];

        foreach (var (query, expected) in extremes)
            Assert.Equal((query, expected), (query, (await alice.GetAsync("/api/v1/timelines/home?" + query)).GetArrayLength()));
    }

    [Fact]
    public async Task Followers_only_stays_out_of_public_places_for_everybody_but_followers()
    {
        await using var server = await TestServer.StartAsync();
        var alice = await server.SignUpAsync("alice");
        var bob = await server.SignUpAsync("bob");
        var carol = await server.SignUpAsync("carol");
        await carol.FollowAsync(alice);
        var open = await alice.PostAsync("To all.");
        var hidden = await alice.PostAsync("Among us.", Visibility.Followers);
        string[] both = [Id(hidden), Id(open)];

        using var passedBy = await server.AskForAsync("/api/v1/timelines/public", accept: null);
        Assert.Equal(both[1..], (await passedBy.OkAsync()).Ids());
        Assert.Equal(both[1..], (await bob.GetAsync("/api/v1/timelines/public?local=true")).Ids());
        Assert.Equal(both[1..], (await bob.GetAsync($"/api/v1/accounts/{alice.ActorId}/statuses")).Ids());
        Assert.Equal(both, (await carol.GetAsync($"/api/v1/accounts/{alice.ActorId}/statuses")).Ids());
        Assert.Equal(both, (await alice.GetAsync($"/api/v1/accounts/{alice.ActorId}/statuses")).Ids());
    }

    [Fact]
    public async Task Home_needs_a_token_and_a_wrong_one_is_not_a_passer_by()
    {
        await using var server = await TestServer.StartAsync();
        using var none = await server.AskForAsync("/api/v1/timelines/home", accept: null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/timelines/public");
        request.Headers.Add("Authorization", "Bearer wrong");
        using var wrong = await server.PasserBy.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    private static string Id(Notice notice) => notice.Id.ToString(CultureInfo.InvariantCulture);

    [Theory, EachDatabase]
    public async Task A_tag_is_read_with_others_and_without(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in new[] { "#wiki", "#wiki #editing", "#editing #Birds", "#wiki #birds" })
            ids[text] = (await alice.PostAsync(text)).Id.ToString(CultureInfo.InvariantCulture);

        foreach (var (query, texts) in new (string, string[])[]
        {
            ("", ["#wiki #birds", "#wiki #editing", "#wiki"]),
            ("?all[]=editing", ["#wiki #editing"]),
            ("?none[]=birds&none[]=editing", ["#wiki"]),
            ("?any[]=BIRDS", ["#wiki #birds", "#editing #Birds", "#wiki #editing", "#wiki"]),
            ("?remote=true", []),
            ("?only_media=true", []),
        })
            Assert.Equal(texts.Select(t => ids[t]), (await alice.GetAsync("/api/v1/timelines/tag/Wiki" + query)).Ids());
    }

    [Theory, EachDatabase]
    public async Task What_leads_to_a_page_is_read_together(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        const string page = "https://en.wiki.test/wiki/Old_maps?a=1&b=2";
        var plain = await alice.PostAsync($"Read {page} today");
        await alice.PostAsync("Read https://en.wiki.test/wiki/New_maps today");
        await alice.PostAsync($"Between us: {page}", Visibility.Followers);
        var section = await alice.PostAsync($"Or this part: {page}#Sources");

        var found = await alice.GetAsync("/api/v1/timelines/link?url=" + Uri.EscapeDataString(page));

        Assert.Equal([Id(section), Id(plain)], found.Ids());
        Assert.Equal([Id(section)], (await alice.GetAsync($"/api/v1/timelines/link?limit=1&url={Uri.EscapeDataString(page)}")).Ids());
        using var none = await alice.TryAsync(HttpMethod.Get, "/api/v1/timelines/link?url=nothing");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }
}
