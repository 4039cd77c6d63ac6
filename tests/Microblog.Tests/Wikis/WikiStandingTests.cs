using Microblog.Wikis;

namespace Microblog.Tests.Wikis;

/// <summary>What the demo wiki says of its accounts, over HTTP, and what follows for posting.</summary>
public sealed class WikiStandingTests(RunningDemoWiki wiki) : IClassFixture<RunningDemoWiki>
{
    [Theory]
    [InlineData("Sysop", StandingProblem.None)]
    [InlineData("Editor", StandingProblem.None)]
    [InlineData("Newcomer", StandingProblem.NotAutoconfirmed)]
    [InlineData("Blocked", StandingProblem.Blocked)]
    [InlineData("Hidden", StandingProblem.NoAccount)]
    [InlineData("Nobody at all", StandingProblem.NoAccount)]
    [InlineData("~2026-1", StandingProblem.Temporary)]
    [InlineData("192.0.2.1", StandingProblem.NoAccount)]
    [InlineData("Editor|Sysop", StandingProblem.NoAccount)]
    [InlineData("\u001fEditor", StandingProblem.NoAccount)]
    public async Task By_name_the_wiki_says_who_may_post(string name, StandingProblem problem)
    {
        var standing = await wiki.Api.UserByNameAsync(wiki.Settings, name, TestContext.Current.CancellationToken);

        Assert.Equal(problem, standing.WhyNot(wiki.Clock.Now));
    }

    [Fact]
    public async Task A_fresh_sysop_has_the_right_without_being_in_the_group()
    {
        wiki.State.Add("Fresh Sysop", edits: 0, age: TimeSpan.Zero, groups: ["sysop"]);

        var standing = await AskAsync("Fresh Sysop");

        Assert.DoesNotContain("autoconfirmed", standing.Groups);
        Assert.Contains("sysop", standing.Groups);
        Assert.True(standing.MayPost(wiki.Clock.Now));
    }

    [Fact]
    public async Task Everything_the_page_for_a_newcomer_needs_is_there()
    {
        var standing = await AskAsync("Newcomer");

        Assert.Equal(2, standing.EditCount);
        Assert.Equal(wiki.Clock.Now, standing.Registered);
        Assert.Equal(wiki.Clock.Now, standing.AsOf);
    }

    [Fact]
    public async Task Fifty_are_asked_about_at_once_and_more_are_not()
    {
        var ids = Enumerable.Range(1001, 49).Select(id => (long)id).Append(wiki.State.Find("Editor")!.Id).ToArray();

        var standings = await wiki.Api.UsersByIdInBackgroundAsync(wiki.Settings, ids, TestContext.Current.CancellationToken);

        Assert.Equal(50, standings.Count);
        Assert.True(standings[ids[^1]].Exists);
        Assert.False(standings[1001].Exists);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            wiki.Api.UsersByIdAsync(wiki.Settings, [.. ids, 2000], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_renamed_account_answers_by_number_with_its_new_name()
    {
        var id = wiki.State.Add("Before").Id;
        wiki.State.Rename("Before", "After");

        var byId = await wiki.Api.UsersByIdAsync(wiki.Settings, [id], TestContext.Current.CancellationToken);

        Assert.Equal("After", byId[id].Name);
        Assert.False((await AskAsync("Before")).Exists);
    }

    [Fact]
    public async Task A_partial_block_does_not_stop_posting()
    {
        wiki.State.Add("Partial Pat");
        wiki.State.Block("Partial Pat", "Edit warring", isPartial: true);

        Assert.True((await AskAsync("Partial Pat")).MayPost(wiki.Clock.Now));
    }

    [Fact]
    public async Task A_block_stands_until_the_wiki_agrees_that_it_is_over()
    {
        await using var own = new RunningDemoWiki();
        await own.InitializeAsync();
        var end = own.Clock.Now.AddDays(7);
        own.State.Block("Editor", "Cool down", end);
        var standing = await own.Api.UserByNameAsync(own.Settings, "Editor", TestContext.Current.CancellationToken);
        Assert.Equal(BlockedUntil.Time(end), standing.BlockedUntil);
        Assert.Equal("Cool down", standing.BlockReason);

        own.Clock.Now = end.AddSeconds(1);
        Assert.Equal(StandingProblem.Blocked, standing.WhyNot(own.Clock.Now));
        Assert.True(standing.NeedsRecheck(own.Settings, own.Clock.Now));

        var later = await own.Api.UserByNameAsync(own.Settings, "Editor", TestContext.Current.CancellationToken);
        Assert.True(later.MayPost(own.Clock.Now));
    }

    [Fact]
    public async Task A_newcomer_who_is_confirmed_may_post_at_once()
    {
        wiki.State.Add("Promising", edits: 1, age: TimeSpan.Zero);
        Assert.False((await AskAsync("Promising")).MayPost(wiki.Clock.Now));

        wiki.State.Confirm("Promising");

        Assert.True((await AskAsync("Promising")).MayPost(wiki.Clock.Now));
    }

    [Fact]
    public async Task A_wiki_that_is_down_is_unavailable_and_changes_nobody()
    {
        await using var own = new RunningDemoWiki();
        await own.InitializeAsync();
        own.State.IsDown = true;

        var e = await Assert.ThrowsAsync<WikiUnavailableException>(() =>
            own.Api.UsersByIdAsync(own.Settings, [1], TestContext.Current.CancellationToken));

        Assert.Equal(WikiTrouble.Busy, e.Reason);
    }

    [Fact]
    public async Task The_logs_say_whom_to_ask_about_again()
    {
        await using var own = new RunningDemoWiki();
        await own.InitializeAsync();
        own.State.Unblock("Blocked");
        own.Clock.Now += TimeSpan.FromHours(1);
        var since = own.Clock.Now;
        own.State.Block("Editor", "Cool down");
        own.State.Confirm("Newcomer");
        own.State.Rename("Editor", "Author");

        var named = new List<string>();
        foreach (var type in WikiApi.WatchedLogs)
            named.AddRange((await own.Api.LogAsync(own.Settings, type, since, TestContext.Current.CancellationToken)).Select(e => e.Target));

        Assert.Equal(["Editor", "Newcomer", "Editor"], named);
    }

    [Fact]
    public async Task A_long_log_is_read_to_its_end()
    {
        await using var own = new RunningDemoWiki();
        await own.InitializeAsync();
        for (var i = 0; i < 600; i++)
            own.State.Block("Editor", "Again");

        var entries = await own.Api.LogAsync(own.Settings, "block", own.Clock.Now, TestContext.Current.CancellationToken);

        Assert.Equal(601, entries.Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public async Task The_wiki_is_told_who_asks()
    {
        await AskAsync("Editor");

        Assert.Contains("Microblog/0.1.0 (+http://127.0.0.1/about)", wiki.UserAgents);
    }

    private Task<Standing> AskAsync(string name) =>
        wiki.Api.UserByNameAsync(wiki.Settings, name, TestContext.Current.CancellationToken);
}
