using Microblog.Accounts;
using Microblog.DemoWiki;
using Microblog.Jobs;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Accounts;

/// <summary>What is learnt of standings while nobody posts.</summary>
public sealed class StandingSweepTests
{
    private readonly FakeClock clock = new();

    [Theory, EachDatabase]
    public async Task The_logs_say_whom_to_ask_about_again(TestDatabase database)
    {
        await using var server = await StartAsync(database);
        var wiki = WikiOf(server);
        await SignInAsync(server, "Editor");
        clock.Advance(TimeSpan.FromSeconds(90));
        wiki.Block("Editor", "Vandalism");

        await RunAsync<PollWikiLogs>(server);

        Assert.Equal(StandingColumns.Forever, await server.AskAsync(db => db.WikiIdentities.Select(w => w.BlockedUntil).SingleAsync()));
    }

    [Theory, EachDatabase]
    public async Task The_sweep_finds_what_no_log_says(TestDatabase database)
    {
        await using var server = await StartAsync(database);
        var wiki = WikiOf(server);
        await SignInAsync(server, "Editor");
        wiki.SetEdits("Editor", 0);
        clock.Advance(TimeSpan.FromMinutes(15));

        await RunAsync<PollWikiLogs>(server);
        Assert.True(await server.AskAsync(db => db.WikiIdentities.Select(w => w.HasRequiredRight).SingleAsync()));
        await RunAsync<SweepStandings>(server);
        Assert.False(await server.AskAsync(db => db.WikiIdentities.Select(w => w.HasRequiredRight).SingleAsync()));
    }

    [Theory, EachDatabase]
    public async Task A_wiki_that_would_take_the_right_from_many_at_once_is_not_believed(TestDatabase database)
    {
        await using var server = await StartAsync(database);
        var wiki = WikiOf(server);
        foreach (var number in Enumerable.Range(1, 6))
        {
            wiki.Add($"Person {number}");
            await SignInAsync(server, $"Person {number}");
        }

        foreach (var number in Enumerable.Range(1, 5))
            wiki.SetEdits($"Person {number}", 0);
        clock.Advance(TimeSpan.FromMinutes(15));
        await RunAsync<SweepStandings>(server);

        Assert.Equal(6, await server.AskAsync(db => db.WikiIdentities.CountAsync(w => w.HasRequiredRight)));
    }

    /// <summary>Leaves recurring tasks to the test, which moves the clock past their times.</summary>
    internal static void WithoutWorker(IServiceCollection services)
    {
        foreach (var loop in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Namespace == typeof(Worker).Namespace).ToList())
            services.Remove(loop);
    }

    private static DemoWikiState WikiOf(TestServer server) => server.Services.GetRequiredService<DemoWikiState>();

    private static async Task SignInAsync(TestServer server, string name)
    {
        using var browser = new Browser(server);
        await browser.SignInAsync(name);
        Assert.NotNull(browser.SessionSecret);
    }

    private static async Task RunAsync<TTask>(TestServer server)
        where TTask : class, IRecur
    {
        await using var scope = server.NewScope();
        await scope.Get<TTask>().RunAsync(TestContext.Current.CancellationToken);
    }

    private Task<TestServer> StartAsync(TestDatabase database) => TestServer.StartAsync(database, o =>
    {
        o.Clock = clock;
        o.Services = WithoutWorker;
    });
}
