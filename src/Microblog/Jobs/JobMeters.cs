using System.Diagnostics.Metrics;

namespace Microblog.Jobs;

/// <summary>What the queue does, as .NET meters.</summary>
internal static class JobMeters
{
    private static readonly Meter Meter = new("Microblog.Jobs");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("microblog.jobs.duration", "ms", "Time a job took");
    private static readonly Counter<long> Retried = Meter.CreateCounter<long>("microblog.jobs.retried", "{job}", "Jobs to be tried again");

    public static void Done(string kind, Outcome outcome, TimeSpan took)
    {
        var tag = new KeyValuePair<string, object?>("kind", kind);
        Duration.Record(took.TotalMilliseconds, tag);
        if (outcome.IsRetry)
            Retried.Add(1, tag);
    }
}
