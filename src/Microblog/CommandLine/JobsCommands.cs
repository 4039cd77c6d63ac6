using System.CommandLine;
using System.Globalization;
using System.Text;
using Microblog.Jobs;

namespace Microblog.CommandLine;

/// <summary><c>jobs status|retry|drop</c></summary>
internal static class JobsCommands
{
    public static Command All(Runner runner)
    {
        var which = new Argument<string?>("JOB-OR-LANE")
        {
            Description = "A job's number, or a lane's name as 'jobs status' shows it.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var host = new Option<string?>("--host") { Description = "The deliveries to a host, such as example.org or example.org:8443." };
        return new Command("jobs", "Look at the queue, try again, drop.")
        {
            runner.Command(
                "status", "What waits, what is in trouble, what failed for good.", [host], (errand, ct) => StatusAsync(errand, errand.Value(host), ct)),
            OnOne(which, host, runner.Command("retry", "Try a failed job, or a lane, again at once.", [which, host], async (errand, ct) =>
            {
                var jobs = await OnAsync(errand, which, host, (admin, job) => admin.RetryJobAsync(job, ct), (admin, lane) => admin.RetryLaneAsync(lane, ct));
                return new($"{jobs} to be tried again.", new { retried = jobs });
            })),
            OnOne(which, host, runner.Command("drop", "Drop a job, or all jobs of a lane, for good.", [which, host], async (errand, ct) =>
            {
                var jobs = await OnAsync(errand, which, host, (admin, job) => admin.DropJobAsync(job, ct), (admin, lane) => admin.DropLaneAsync(lane, ct));
                return new($"{jobs} dropped.", new { dropped = jobs });
            })),
        };
    }

    private static Command OnOne(Argument<string?> which, Option<string?> host, Command command)
    {
        command.Validators.Add(line =>
        {
            if (line.GetValue(which) is null == line.GetValue(host) is null)
                line.AddError("Say which: a job's number, a lane's name, or --host HOST.");
        });
        return command;
    }

    private static async Task<int> OnAsync(
        Errand errand, Argument<string?> which, Option<string?> host, Func<JobAdmin, long, Task> onJob, Func<JobAdmin, string, Task<int>> onLane)
    {
        var admin = errand.Get<JobAdmin>();
        if (errand.Value(host) is { } server)
            return await onLane(admin, Lane.OfHost(server));
        var named = errand.Value(which)!;
        if (!long.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var job))
            return await onLane(admin, named);
        await onJob(admin, job);
        return 1;
    }

    private static async Task<Answer> StatusAsync(Errand errand, string? host, CancellationToken ct)
    {
        var status = await errand.Get<JobsView>().StatusAsync(host, ct);
        return new(Describe(status), status);
    }

    private static string Describe(JobsStatus status)
    {
        var words = new StringBuilder();
        var more = status.MoreLanes ? "more than " : "";
        words.Append(
            CultureInfo.InvariantCulture, $"{status.Waiting} waiting in {more}{status.Lanes.Count} lanes, {status.Failed.Count} failed for good.");
        foreach (var lane in status.Lanes)
            Describe(lane, words.AppendLine());
        foreach (var job in status.Failed)
        {
            words.AppendLine().Append(CultureInfo.InvariantCulture, $"job {job.Id} ({job.Kind} in {job.Lane}) failed at {job.FailedAt:u} after {job.Attempts} attempts:");
            words.AppendLine().Append(job.Exception);
        }

        return words.ToString();
    }

    private static void Describe(LaneStatus lane, StringBuilder words)
    {
        words.Append(CultureInfo.InvariantCulture, $"{lane.Name}: {lane.Waiting} waiting");
        if (lane.WaitingSince is { } since)
            words.Append(CultureInfo.InvariantCulture, $" since {since:u}");
        if (lane.MissedSince is { } missed)
            words.Append(CultureInfo.InvariantCulture, $", missed from activity {lane.MissedFrom} ({missed:u}) on");
        if (lane.IsRunning)
            words.Append(", running");
        if (lane.Failures == 0)
            return;
        words.Append(CultureInfo.InvariantCulture, $", failed {lane.Failures} times since {lane.FailingSince:u}");
        words.Append(lane.IsGivenUp ? ", given up" : string.Create(CultureInfo.InvariantCulture, $", next try {lane.NextTryAt:u}"));
        words.Append(CultureInfo.InvariantCulture, $": {lane.LastError}");
    }
}
