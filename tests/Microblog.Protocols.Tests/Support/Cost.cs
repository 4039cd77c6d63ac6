using System.Runtime.InteropServices;

namespace Microblog.Protocols.Tests.Support;

/// <summary>What a piece of work costs the thread that does it; other work on the machine does not count.</summary>
public static partial class Cost
{
    private const int ThreadCpuTime = 3;
    private const int Tries = 9;
    private const long MostMemory = 64 * 1024 * 1024;

    private static readonly TimeSpan MostTime = TimeSpan.FromMilliseconds(50);

    /// <summary>Insists on at most 64 MiB of memory, and on at most 50 ms of the processor's time once compiled.</summary>
    /// <remarks>Source: security catalogue §6. Tried again while it takes longer: the first times compile the code.</remarks>
    public static void IsSmall(Action work)
    {
        var least = TimeSpan.MaxValue;
        for (var i = 0; i < Tries && least > MostTime; i++)
        {
            var (memory, time) = (GC.GetAllocatedBytesForCurrentThread(), Spent());
            work();
            time = Spent() - time;
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - memory, 0, MostMemory);
            least = time < least ? time : least;
        }

        Assert.True(least <= MostTime, $"took {least.TotalMilliseconds} ms of the processor's time");
    }

    private static TimeSpan Spent()
    {
        Assert.Equal(0, ReadClock(ThreadCpuTime, out var time));
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick);
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ReadClock(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Time
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }
}
