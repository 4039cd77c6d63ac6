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
        var which = new Argument<string>("JOB-OR-LANE") { Description = "A job's number, or a lane's name as 'jobs status' shows it." };
        return new Command("jobs", "Look at the queue, try again, drop.")
        {
            runner.Command("status", "What waits, what is in trouble, what failed for good.", [], StatusAsync),
            runner.Command("retry", "Try a failed job, or a lane, again at once.", [which], async (errand, ct) =>
            {
                var admin = errand.Get<JobAdmin>();
                var jobs = 1;
                if (JobIn(errand.Value(which)) is { } job)
                    await admin.RetryJobAsync(job, ct);
                else
                    jobs = await admin.RetryLaneAsync(errand.Value(which), ct);
                return new($"{jobs} to be tried again.", new { retried = jobs });
            }),
            runner.Command("drop", "Drop a job, or all jobs of a lane, for good.", [which], async (errand, ct) =>
            {
                var admin = errand.Get<JobAdmin>();
                var jobs = 1;
                if (JobIn(errand.Value(which)) is { } job)
                    await admin.DropJobAsync(job, ct);
                else
                    jobs = await admin.DropLaneAsync(errand.Value(which), ct);
                return new($"{jobs} dropped.", new { dropped = jobs });
            }),
        };
    }

    private static long? JobIn(string which) =>
        long.TryParse(which, NumberStyles.None, CultureInfo.InvariantCulture, out var job) ? job : null;

    private static async Task<Answer> StatusAsync(Errand errand, CancellationToken ct)
    {
        var status = await errand.Get<JobAdmin>().StatusAsync(ct);
        return new(Describe(status), status);
    }

    private static string Describe(JobsStatus status)
    {
        var words = new StringBuilder();
        words.Append(CultureInfo.InvariantCulture, $"{status.Waiting} waiting in {status.Lanes.Count} lanes, {status.Failed.Count} failed for good.");
        foreach (var lane in status.Lanes)
        {
            words.AppendLine().Append(CultureInfo.InvariantCulture, $"{lane.Name}: {lane.Waiting} waiting");
            if (lane.WaitingSince is { } since)
                words.Append(CultureInfo.InvariantCulture, $" since {since:u}");
            if (lane.IsRunning)
                words.Append(", running");
            if (lane.Failures > 0)
                words.Append(CultureInfo.InvariantCulture, $", failed {lane.Failures} times since {lane.FailingSince:u}, next try {lane.NextTryAt:u}: {lane.LastError}");
        }

        foreach (var job in status.Failed)
        {
            words.AppendLine().Append(CultureInfo.InvariantCulture, $"job {job.Id} ({job.Kind} in {job.Lane}) failed at {job.FailedAt:u} after {job.Attempts} attempts:");
            words.AppendLine().Append(job.Exception);
        }

        return words.ToString();
    }
}
