using Microblog.Accounts;
using Microblog.DemoWiki;
using Microblog.Notices;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Accounts;

/// <summary>What the wiki says decides who may post, and a wiki that says nothing changes nothing.</summary>
public sealed class StandingJourneyTests : IAsyncLifetime
{
    private readonly FakeClock clock = new();
    private TestServer server = null!; // Set before each test.

    private DemoWikiState Wiki => server.Services.GetRequiredService<DemoWikiState>();

    public async ValueTask InitializeAsync() => server = await TestServer.StartAsync(configure: o =>
    {
        o.Clock = clock;
        o.Services = StandingSweepTests.WithoutWorker;
    });

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_newcomer_reads_what_is_missing_and_posts_once_the_wiki_says_so()
    {
        var newcomer = await SignInAsync("Newcomer");

        Assert.Contains("Demo Wiki has not made your account autoconfirmed yet: it counts 2 edits", await RefusalAsync(newcomer), StringComparison.Ordinal);

        Wiki.Confirm("Newcomer");
        clock.Advance(TimeSpan.FromSeconds(61));
        await PostAsync(newcomer);
    }

    [Fact]
    public async Task Looking_at_the_composer_is_enough_for_new_rights_to_work()
    {
        var newcomer = await SignInAsync("Newcomer");
        Assert.NotNull(await ExplainAsync(newcomer));

        Wiki.Confirm("Newcomer");
        clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Null(await ExplainAsync(newcomer));
    }

    [Fact]
    public async Task A_block_on_the_wiki_counts_after_the_recheck_with_its_reason_and_end()
    {
        var editor = await SignInAsync("Editor");
        Wiki.Block("Editor", "Edit warring", clock.GetUtcNow().AddDays(2));
        await PostAsync(editor);

        clock.Advance(TimeSpan.FromMinutes(5));

        var why = await RefusalAsync(editor);
        Assert.Contains("blocked on Demo Wiki until 24 November 2026, 12:00 UTC. Reason: Edit warring", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_without_end_says_so()
    {
        var blocked = await SignInAsync("Blocked");

        Assert.Contains("without an end. Reason: Repeated vandalism in the sandbox", await RefusalAsync(blocked), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partial_block_is_no_business_of_ours()
    {
        var editor = await SignInAsync("Editor");
        Wiki.Block("Editor", "Not on this page", isPartial: true);
        clock.Advance(TimeSpan.FromMinutes(5));

        await PostAsync(editor);
    }

    [Fact]
    public async Task A_wiki_that_is_down_changes_nothing_for_a_day_and_then_posting_pauses()
    {
        var editor = await SignInAsync("Editor");
        Wiki.IsDown = true;

        clock.Advance(TimeSpan.FromHours(23.9));
        await PostAsync(editor);
        clock.Advance(TimeSpan.FromHours(0.2));
        Assert.Contains("has not answered for so long", await RefusalAsync(editor), StringComparison.Ordinal);

        Wiki.IsDown = false;
        clock.Advance(TimeSpan.FromMinutes(10));
        await PostAsync(editor);
    }

    [Fact]
    public async Task A_wiki_that_is_down_frees_nobody_whose_block_has_run_out()
    {
        Wiki.Block("Editor", "A day off", clock.GetUtcNow().AddHours(1));
        var editor = await SignInAsync("Editor");
        Wiki.IsDown = true;
        clock.Advance(TimeSpan.FromHours(2));

        Assert.Contains("A day off", await RefusalAsync(editor), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rename_is_followed_and_a_name_of_ones_own_is_kept()
    {
        var editor = await SignInAsync("Editor");
        var sysop = await SignInAsync("Sysop");
        await server.AskAsync(db => db.Actors.Where(a => a.Id == sysop).ExecuteUpdateAsync(u => u.SetProperty(a => a.DisplayName, "The one who cleans up")));
        Wiki.Rename("Editor", "Writer");
        Wiki.Rename("Sysop", "Janitor");
        clock.Advance(TimeSpan.FromMinutes(5));

        await PostAsync(editor);
        await PostAsync(sysop);

        var names = await server.AskAsync(db => db.WikiIdentities.OrderBy(w => w.Id).Select(w => new { w.Name, w.Account!.Actor.DisplayName, w.Account.Actor.Handle }).ToListAsync());
        Assert.Equal([("Writer", "Writer", "editor"), ("Janitor", "The one who cleans up", "sysop_1")], names.Select(n => (n.Name, n.DisplayName, n.Handle)));
    }

    [Fact]
    public async Task An_account_that_is_gone_is_believed_to_be_when_the_wiki_says_so_twice()
    {
        var editor = await SignInAsync("Editor");
        Wiki.Hide("Editor");

        clock.Advance(TimeSpan.FromMinutes(5));
        await PostAsync(editor);
        clock.Advance(TimeSpan.FromMinutes(9));
        await PostAsync(editor);
        clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Contains("no longer has an account of yours", await RefusalAsync(editor), StringComparison.Ordinal);
    }

    private async Task<long> SignInAsync(string name)
    {
        using var browser = new Browser(server);
        await browser.SignInAsync(name);
        var hash = Person.HashOf(browser.SessionSecret!);
        return await server.AskAsync(db => db.Sessions.Where(s => s.TokenHash == hash).Select(s => s.Account!.ActorId).SingleAsync());
    }

    private async Task PostAsync(long actorId)
    {
        await using var scope = server.NewScope();
        await scope.Get<PostNotice>().RunAsync(actorId, new Draft("Hello", Visibility.Public), TestContext.Current.CancellationToken);
    }

    private async Task<string> RefusalAsync(long actorId)
    {
        var refusal = await Assert.ThrowsAsync<RefusalException>(() => PostAsync(actorId));
        Assert.Equal(Refusal.MayNotPost, refusal.Refusal);
        return refusal.Detail ?? "";
    }

    private async Task<string?> ExplainAsync(long actorId)
    {
        await using var scope = server.NewScope();
        return await scope.Get<WhyNotToPost>().ExplainAsync(actorId, TestContext.Current.CancellationToken);
    }
}
