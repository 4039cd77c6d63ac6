using System.Diagnostics.Metrics;

namespace Microblog.Jobs;

/// <summary>What the queue does, as .NET meters.</summary>
internal static class JobMeters
{
    private static readonly Meter Meter = new("Microblog.Jobs");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("microblog.jobs.duration", "ms", "Time a job took");
    private static readonly Counter<long> Retried = Meter.CreateCounter<long>("microblog.jobs.retried", "{job}", "Jobs to be tried again");
    private static readonly Counter<long> Deliveries =
        Meter.CreateCounter<long>("microblog.deliveries.delivered", "{delivery}", "Activities that an inbox took");

    private static readonly Counter<long> Failures =
        Meter.CreateCounter<long>("microblog.deliveries.failed", "{delivery}", "Attempts that an inbox did not take, by reason");

    private static QueueFigures figures = new(0, TimeSpan.Zero, 0, 0, 0);

    static JobMeters()
    {
        Meter.CreateObservableGauge("microblog.jobs.waiting", () => figures.Waiting, "{job}", "Jobs that wait or run");
        Meter.CreateObservableGauge(
            "microblog.jobs.oldest", () => figures.Oldest.TotalSeconds, "s", "How long what has waited longest for its turn has waited, hosts in doubt aside");
        Meter.CreateObservableGauge("microblog.jobs.failed", () => figures.Failed, "{job}", "Jobs that failed for good and wait for a decision");
        Meter.CreateObservableGauge("microblog.circuits.open", () => figures.OpenCircuits, "{host}", "Hosts that failed ten times in a row");
        Meter.CreateObservableGauge("microblog.hosts.behind", () => figures.Behind, "{host}", "Failing hosts of which only a position is kept");
    }

    public static void Done(string kind, Outcome outcome, TimeSpan took)
    {
        var tag = new KeyValuePair<string, object?>("kind", kind);
        Duration.Record(took.TotalMilliseconds, tag);
        if (outcome.IsRetry)
            Retried.Add(1, tag);
    }

    public static void Delivered() => Deliveries.Add(1);

    /// <summary>An inbox did not take an activity, this time or for good.</summary>
    /// <param name="reason">A status, or a word for why there was none.</param>
    public static void NotDelivered(string reason) => Failures.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>What the gauges show from now on.</summary>
    public static void Show(QueueFigures now) => Volatile.Write(ref figures, now);
}
