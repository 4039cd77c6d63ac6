using System.Collections.Concurrent;

namespace Microblog.Data;

/// <summary>Lets one write at a time reach a SQLite file from this process.</summary>
/// <remarks>
/// SQLite has one writer; those that find it busy sleep and try again, unfairly and in steps of milliseconds. Queueing here is
/// fair and costs microseconds. Other processes (the command line) still meet SQLite's own lock and its busy time-out.
/// </remarks>
internal static class WriteGate
{
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new(StringComparer.Ordinal);

    public static SemaphoreSlim Of(string dataSource) => Gates.GetOrAdd(dataSource, _ => new SemaphoreSlim(1, 1));
}
