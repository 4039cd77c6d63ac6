using Microblog.Jobs;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Jobs;

public sealed class JobAdminTests
{
    private static readonly DateTimeOffset Later = TimeProvider.System.GetUtcNow() + TimeSpan.FromHours(1);

    [Theory, EachDatabase]
    public async Task A_failed_job_that_is_retried_runs_again(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var job = await AddAsync(server, "lane", failed: true);

        await AdministerAsync(server, admin => admin.RetryJobAsync(job.Id, TestContext.Current.CancellationToken));

        // No handler has that name, so that it is tried, and waits with the reason.
        await server.WaitUntilAsync(db => db.Lanes.AnyAsync(l => l.Name == "lane" && l.Failures == 1));
        Assert.False(await server.AskAsync(db => db.Jobs.AnyAsync(j => j.Id == job.Id)));
    }

    [Theory, EachDatabase]
    public async Task A_waiting_lane_that_is_retried_runs_now(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await AddAsync(server, "lane", failed: false);

        await AdministerAsync(server, async admin => Assert.Equal(1, await admin.RetryLaneAsync("lane", TestContext.Current.CancellationToken)));

        await server.WaitUntilAsync(db => db.Lanes.AnyAsync(l => l.Name == "lane" && l.Failures == 1));
    }

    [Theory, EachDatabase]
    public async Task A_lane_whose_first_job_is_dropped_goes_on_with_the_next_and_one_without_jobs_is_gone(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var first = await AddAsync(server, "lane", failed: false);
        var second = await AddAsync(server, "lane", failed: false, due: Later.AddHours(1));

        await AdministerAsync(server, admin => admin.DropJobAsync(first.Id, TestContext.Current.CancellationToken));
        var ready = await server.AskAsync(db => db.Lanes.Where(l => l.Name == "lane").Select(l => l.ReadyAt).SingleAsync());
        await AdministerAsync(server, async admin => Assert.Equal(1, await admin.DropLaneAsync("lane", TestContext.Current.CancellationToken)));

        Assert.Equal(second.DueAt.ToUnixTimeMilliseconds(), ready!.Value.ToUnixTimeMilliseconds());
        Assert.False(await server.AskAsync(db => db.Lanes.AnyAsync(l => l.Name == "lane")));
    }

    [Theory, EachDatabase]
    public async Task The_status_tells_of_waiting_lanes_and_of_failed_jobs_with_their_exception(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await AddAsync(server, "slow", failed: false);
        await AddAsync(server, "slow", failed: false);
        var failed = await AddAsync(server, "broken", failed: true);

        JobsStatus? status;
        await using (var scope = server.NewScope())
            status = await scope.Get<JobsView>().StatusAsync(host: null, TestContext.Current.CancellationToken);

        var lane = Assert.Single(status.Lanes, l => l.Name == "slow");
        Assert.Equal(2, lane.Waiting);
        Assert.Equal((failed.Id, "it broke"), status.Failed.Select(j => (j.Id, j.Exception)).Single());
    }

    [Theory, EachDatabase]
    public async Task A_job_that_is_not_there_and_a_recurring_task_are_refused(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        await server.WaitUntilAsync(db => db.Jobs.AnyAsync(j => j.RecursEvery != null));
        var task = await server.AskAsync(db => db.Jobs.FirstAsync(j => j.RecursEvery != null));

        await AdministerAsync(server, async admin =>
        {
            await Assert.ThrowsAsync<RefusalException>(() => admin.RetryJobAsync(-1, TestContext.Current.CancellationToken));
            await Assert.ThrowsAsync<RefusalException>(() => admin.DropJobAsync(task.Id, TestContext.Current.CancellationToken));
            await Assert.ThrowsAsync<RefusalException>(() => admin.DropLaneAsync(task.Lane, TestContext.Current.CancellationToken));
            await Assert.ThrowsAsync<RefusalException>(() => admin.RetryLaneAsync("nobody", TestContext.Current.CancellationToken));
        });
    }

    private static async Task AdministerAsync(TestServer server, Func<JobAdmin, Task> administer)
    {
        await using var scope = server.NewScope();
        await administer(scope.Get<JobAdmin>());
    }

    private static Task<Job> AddAsync(TestServer server, string lane, bool failed, DateTimeOffset? due = null) => server.AskAsync(async db =>
    {
        var job = new Job
        {
            Lane = lane,
            Kind = "NoSuchHandler",
            Payload = "{}",
            DueAt = due ?? (failed ? Later.AddDays(-1) : Later),
            FailedAt = failed ? Later : null,
            LastError = failed ? "it broke" : null,
        };
        db.Jobs.Add(job);
        await db.SaveChangesAsync();
        return job;
    });
}
