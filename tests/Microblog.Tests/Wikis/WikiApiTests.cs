using System.Net;
using Microblog.Tests.Support;
using Microblog.Wikis;

namespace Microblog.Tests.Wikis;

/// <summary>Reading what MediaWiki 1.39 and 1.43 were seen to answer, and refusing everything else.</summary>
public sealed class WikiApiTests
{
    private const string Alice = """
        {"userid":4,"name":"Alice Editor","editcount":250,"registration":"2025-10-18T00:52:44Z",
         "groups":["*","user","autoconfirmed"],"groupmemberships":[],"implicitgroups":["*","user","autoconfirmed"],
         "rights":["read","edit","autoconfirmed","editsemiprotected"],
         "emailable":false,"gender":"unknown","centralids":{"local":4},"attachedlocal":{"local":true}}
        """;

    [Fact]
    public async Task An_editor_as_captured()
    {
        var alice = await StandingAsync(Alice);

        Assert.Equal((4, "Alice Editor", true, 250), (alice.UserId, alice.Name, alice.HasRequiredRight, alice.EditCount));
        Assert.Equal(new DateTimeOffset(2025, 10, 18, 0, 52, 44, TimeSpan.Zero), alice.Registered);
        Assert.Equal(["*", "user", "autoconfirmed"], alice.Groups);
        Assert.Equal(StandingProblem.None, alice.WhyNot(alice.AsOf));
    }

    [Fact]
    public async Task A_sysop_has_the_right_without_the_group_and_may_be_older_than_the_register()
    {
        var sysop = await StandingAsync("""
            {"userid":4,"name":"Sysadmin","registration":null,"groups":["bureaucrat","sysop","*","user"],"rights":["autoconfirmed"]}
            """);

        Assert.Null(sysop.Registered);
        Assert.True(sysop.MayPost(sysop.AsOf));
    }

    [Fact]
    public async Task The_group_without_the_right_is_not_enough()
    {
        var filtered = await StandingAsync("""{"userid":4,"name":"X","groups":["autoconfirmed"],"rights":["edit"]}""");

        Assert.Equal(StandingProblem.NotAutoconfirmed, filtered.WhyNot(filtered.AsOf));
    }

    [Fact]
    public async Task Another_right_can_be_required()
    {
        await using var wiki = await CannedWiki.SayingAsync(Answer(Alice));
        var settings = new WikiSettings
        {
            Id = "strict",
            Name = "Strict",
            ApiUrl = wiki.Settings.ApiUrl,
            RequiredRight = "extendedconfirmed",
        };

        var alice = await wiki.Api.UserByNameAsync(settings, "Alice Editor", TestContext.Current.CancellationToken);

        Assert.False(alice.HasRequiredRight);
    }

    [Theory]
    [InlineData(""" "blockid":3,"blockedby":"S","blockreason":"Cool down","blockexpiry":"2026-11-29T00:52:45Z","blockpartial":false """, "2026-11-29T00:52:45Z")]
    [InlineData(""" "blockid":3,"blockedby":"S","blockexpiry":"infinite","blockpartial":false """, "forever")]
    [InlineData(""" "blockid":3,"blockedby":"S","blockexpiry":"infinity","blockpartial":false """, "forever")]
    [InlineData(""" "blockid":3,"blockedby":"S","blockexpiry":"infinite","blockpartial":true """, "none")]
    [InlineData(""" "blockid":3,"blockedby":"S","blockexpiry":"infinite" """, "forever")]
    [InlineData(""" "blockid":3,"blockedby":"S","blockexpiry":"soon","blockpartial":false """, "forever")]
    [InlineData(""" "blockid":3 """, "none")]
    [InlineData("""
        "blockid":null,"blockedby":"","blockreason":"several","blockexpiry":"infinite","blockpartial":false,"blockcomponents":[
        {"blockid":1,"blockedby":"S","blockreason":"short","blockexpiry":"2026-11-23T00:00:00Z","blockpartial":false},
        {"blockid":2,"blockedby":"S","blockreason":"long","blockexpiry":"2026-11-29T00:52:45Z","blockpartial":false},
        {"blockid":3,"blockedby":"S","blockreason":"pages","blockexpiry":"infinity","blockpartial":true}]
        """, "2026-11-29T00:52:45Z")]
    [InlineData("""
        "blockid":null,"blockedby":"","blockpartial":true,"blockcomponents":[
        {"blockedby":"S","blockexpiry":"infinity","blockpartial":true}]
        """, "none")]
    [InlineData(""" "blockid":null,"blockedby":"","blockexpiry":"infinite","blockpartial":false,"blockcomponents":[] """, "forever")]
    public async Task Blocks_are_read_as_they_stand(string block, string until)
    {
        var standing = await StandingAsync($$"""{"userid":4,"name":"Bob","rights":["autoconfirmed"],{{block}}}""");

        var expected = until switch
        {
            "none" => BlockedUntil.NotBlocked,
            "forever" => BlockedUntil.Forever,
            _ => BlockedUntil.Time(DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture)),
        };
        Assert.Equal(expected, standing.BlockedUntil);
        Assert.Equal(until is not "none", standing.WhyNot(standing.AsOf) == StandingProblem.Blocked);
    }

    [Fact]
    public async Task The_reason_is_that_of_the_longest_block()
    {
        var standing = await StandingAsync("""
            {"userid":4,"name":"Bob","rights":[],"blockedby":"","blockreason":"several","blockpartial":false,"blockcomponents":[
            {"blockreason":"short","blockexpiry":"2026-11-23T00:00:00Z","blockpartial":false},
            {"blockreason":"<b>long</b>","blockexpiry":"infinity","blockpartial":false}]}
            """);

        Assert.Equal("<b>long</b>", standing.BlockReason);
    }

    [Theory]
    [InlineData("""{"userid":4,"name":"~2026-1","groups":["*","temp"],"rights":["autoconfirmed"]}""", StandingProblem.Temporary)]
    [InlineData("""{"userid":4,"name":"~2026-12345-67","groups":["*"],"rights":["autoconfirmed"]}""", StandingProblem.Temporary)]
    [InlineData("""{"userid":4,"name":"X","temp":true,"rights":["autoconfirmed"]}""", StandingProblem.Temporary)]
    [InlineData("""{"userid":4,"name":"Maintenance script","systemuser":true,"rights":["autoconfirmed"]}""", StandingProblem.SystemAccount)]
    [InlineData("""{"userid":4,"name":"X","groups":[],"rights":[]}""", StandingProblem.NotAutoconfirmed)]
    [InlineData("""{"userid":4,"missing":true}""", StandingProblem.NoAccount)]
    [InlineData("""{"name":"192.0.2.1","invalid":true}""", StandingProblem.NoAccount)]
    [InlineData("""{"name":"Hidden Hal","missing":true,"cancreate":false,"cancreateerror":[{"code":"userexists"}]}""", StandingProblem.NoAccount)]
    [InlineData("""{"userid":4,"name":"~Tilde","groups":["*","user"],"rights":["autoconfirmed"]}""", StandingProblem.None)]
    public async Task Accounts_that_are_no_editors_are_told_apart(string user, StandingProblem problem)
    {
        await using var wiki = await CannedWiki.SayingAsync(Answer(user));

        var standing = await wiki.Api.UserByNameAsync(wiki.Settings, "X", TestContext.Current.CancellationToken);

        Assert.Equal(problem, standing.WhyNot(standing.AsOf));
    }

    [Theory]
    [InlineData("<!DOCTYPE html><p>MediaWiki API help", "text/html; charset=utf-8", 200, WikiTrouble.Malformed)]
    [InlineData("""{"batchcomplete":true,"query":{"users":[{"userid":4,"missing":true}]}}""", "text/html", 200, WikiTrouble.Malformed)]
    [InlineData("""{"batchcomplete":true,"query":{"users":[{"userid":4,"missing":true}]}}""", "application/json", 201, WikiTrouble.Malformed)]
    [InlineData("""{"query":{"users":[{"userid":4,"missing":true}]}}""", "application/json", 200, WikiTrouble.Malformed)]
    [InlineData("""{"batchcomplete":true,"query":{"users":[]}}""", "application/json", 200, WikiTrouble.Malformed)]
    [InlineData("""{"batchcomplete":true,"query":{"users":[{"userid":5,"missing":true}]}}""", "application/json", 200, WikiTrouble.Malformed)]
    [InlineData("""{"batchcomplete":true,"query":[]}""", "application/json", 200, WikiTrouble.Malformed)]
    [InlineData("""{"batchcomplete":true,"query":{"users":[{"userid":4,"name":"X"}]}}""", "application/json", 200, WikiTrouble.Malformed)]
    [InlineData("""{"batchcomplete":true,"query":{"users":[{"userid":4,"rights":[]}]}}""", "application/json", 200, WikiTrouble.Malformed)]
    [InlineData("""{"batchcomplete":true,"query":{"users":[{"userid":4,"name":"\ud800","rights":[]}]}}""", "application/json", 200, WikiTrouble.Malformed)]
    [InlineData("""{"batchcomplete":true,"query":{"users":[4]}}""", "application/json", 200, WikiTrouble.Malformed)]
    [InlineData("[]", "application/json", 200, WikiTrouble.Malformed)]
    [InlineData("""{"batchcomplete":true""", "application/json", 200, WikiTrouble.Malformed)]
    [InlineData("", "application/json", 200, WikiTrouble.Malformed)]
    [InlineData("""{"batchcomplete":true,"error":{"code":"readapidenied"}}""", "application/json", 200, WikiTrouble.Denied)]
    [InlineData("""{"error":{"code":"ratelimited","info":"…"}}""", "application/json", 200, WikiTrouble.Busy)]
    [InlineData("""{"errors":[{"code":"toomanyvalues","text":"…","module":"main"}]}""", "application/json", 200, WikiTrouble.RequestRefused)]
    [InlineData("""{"error":"what"}""", "application/json", 200, WikiTrouble.RequestRefused)]
    [InlineData("Forbidden", "text/plain", 403, WikiTrouble.Denied)]
    [InlineData("", "text/html", 302, WikiTrouble.Malformed)]
    [InlineData("", "text/html", 429, WikiTrouble.Busy)]
    [InlineData("", "text/html", 500, WikiTrouble.Unreachable)]
    [InlineData("", "text/html", 503, WikiTrouble.Busy)]
    public async Task Only_a_well_formed_answer_counts(string body, string contentType, int status, WikiTrouble trouble)
    {
        await using var wiki = await CannedWiki.SayingAsync(body, contentType, (HttpStatusCode)status);

        Assert.Equal(trouble, (await TroubleAsync(wiki)).Reason);
    }

    [Fact]
    public async Task Lag_is_busy_for_as_long_as_the_wiki_says()
    {
        await using var wiki = await CannedWiki.StartAsync(http =>
        {
            http.Response.Headers.RetryAfter = "5";
            return CannedWiki.WriteAsync(
                http, """{"error":{"code":"maxlag","info":"Waiting","host":"","lag":7,"type":"db"}}""", "application/json", HttpStatusCode.OK);
        });

        var e = await TroubleAsync(wiki);

        Assert.Equal((WikiTrouble.Busy, TimeSpan.FromSeconds(5)), (e.Reason, e.RetryAfter!.Value));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var wiki = await CannedWiki.StartAsync(http =>
        {
            http.Response.Redirect("/captive-portal");
            return Task.CompletedTask;
        });

        await TroubleAsync(wiki);

        Assert.Equal(1, wiki.Requests);
    }

    [Fact]
    public async Task An_answer_without_end_is_cut_off()
    {
        var sent = 0L;
        await using var endless = new EvilPeer(async (_, stream, ct) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"u8.ToArray(), ct);
            var chunk = new byte[64 * 1024];
            Array.Fill(chunk, (byte)' ');
            for (; ; sent += chunk.Length)
                await stream.WriteAsync(chunk, ct);
        });
        await using var wiki = await CannedWiki.SayingAsync("");
        var settings = new WikiSettings { Id = "canned", Name = "Canned", ApiUrl = endless.At("/w/api.php") };

        var trouble = await Assert.ThrowsAsync<WikiUnavailableException>(() =>
            wiki.Api.UsersByIdAsync(settings, [4], TestContext.Current.CancellationToken));

        Assert.Equal(WikiTrouble.Malformed, trouble.Reason);
        // What is on its way in sockets comes on top of what is read.
        Assert.InRange(sent, 0, 16L * WikiClient.LongestAnswer);
    }

    [Fact]
    public async Task Deep_nesting_is_malformed()
    {
        await using var wiki = await CannedWiki.SayingAsync(new string('[', 500_000));

        Assert.Equal(WikiTrouble.Malformed, (await TroubleAsync(wiki)).Reason);
    }

    [Fact]
    public async Task The_caller_giving_up_is_not_the_wikis_fault()
    {
        using var patience = new CancellationTokenSource();
        await using var wiki = await CannedWiki.StartAsync(async http =>
        {
            await patience.CancelAsync();
            await Task.Delay(System.Threading.Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wiki.Api.UsersByIdAsync(wiki.Settings, [4], patience.Token));
    }

    [Fact]
    public async Task Only_what_nobody_waits_for_may_be_put_off_by_lag()
    {
        await using var wiki = await CannedWiki.SayingAsync(Answer(Alice));

        await wiki.Api.UsersByIdAsync(wiki.Settings, [4], TestContext.Current.CancellationToken);
        Assert.False(wiki.LastForm!.ContainsKey("maxlag"));
        Assert.Equal("query", wiki.LastForm["action"]);
        Assert.Equal("json", wiki.LastForm["format"]);
        Assert.Equal("2", wiki.LastForm["formatversion"]);
        Assert.Equal("4", wiki.LastForm["ususerids"]);

        await wiki.Api.UsersByIdInBackgroundAsync(wiki.Settings, [4], TestContext.Current.CancellationToken);
        Assert.Equal("5", wiki.LastForm["maxlag"]);
    }

    [Fact]
    public async Task Log_entries_name_people_in_any_language_and_the_suppressed_ones_nobody()
    {
        await using var wiki = await CannedWiki.SayingAsync("""
            {"batchcomplete":true,"query":{"logevents":[
             {"logid":48,"ns":2,"title":"Benutzerin:Blocked Bob","type":"block","action":"block","timestamp":"2026-11-22T00:52:45Z","params":[]},
             {"logid":49,"type":"block","action":"block","actionhidden":true,"timestamp":"2026-11-22T00:52:46Z"}]}}
            """);

        var entries = await wiki.Api.LogAsync(wiki.Settings, "block", wiki.Clock.Now.AddMinutes(-5), TestContext.Current.CancellationToken);

        Assert.Equal([new WikiLogEntry(48, "Blocked Bob", wiki.Clock.Now)], entries);
        Assert.Equal("2026-11-22T00:47:45Z", wiki.LastForm!["lestart"]);
        Assert.Equal("5", wiki.LastForm["maxlag"]);
    }

    [Fact]
    public async Task A_log_without_end_is_left()
    {
        await using var wiki = await CannedWiki.SayingAsync(
            """{"batchcomplete":true,"continue":{"lecontinue":"20261122005245|1","continue":"-||"},"query":{"logevents":[]}}""");

        await wiki.Api.LogAsync(wiki.Settings, "block", wiki.Clock.Now, TestContext.Current.CancellationToken);

        Assert.Equal(20, wiki.Requests);
        Assert.Equal("20261122005245|1", wiki.LastForm!["lecontinue"]);
    }

    private static string Answer(string user) => $$$"""{"batchcomplete":true,"query":{"users":[{{{user}}}]}}""";

    private static async Task<Standing> StandingAsync(string user)
    {
        await using var wiki = await CannedWiki.SayingAsync(Answer(user));
        return (await wiki.Api.UsersByIdAsync(wiki.Settings, [4], TestContext.Current.CancellationToken))[4];
    }

    private static Task<WikiUnavailableException> TroubleAsync(CannedWiki wiki) =>
        Assert.ThrowsAsync<WikiUnavailableException>(() =>
            wiki.Api.UsersByIdAsync(wiki.Settings, [4], TestContext.Current.CancellationToken));
}
