using System.Diagnostics;
using System.Globalization;

namespace Microblog.Media;

/// <summary>Runs ffmpeg and ffprobe as child processes that can do nothing but read one file of ours and write others beside it.</summary>
/// <remarks>
/// Each has a time limit, limits of memory, processor time and file size that the kernel keeps, an environment that is empty, and nothing to read
/// from but what is named. COMPAT(Debian): the package ffmpeg.
/// </remarks>
public sealed class Ffmpeg
{
    /// <summary>Most characters that are kept of what it complains of, and read of what ffprobe answers.</summary>
    private const int MostOutput = 64 * 1024;

    // The shell sets the limits on itself and becomes the program. In dash, ulimit -v counts kilobytes and -f blocks of 512 bytes.
    private const string Script = "ulimit -c 0; ulimit -v $1; ulimit -t $2; ulimit -f $3; shift 3; exec nice -n 10 \"$@\"";

    private const int LargestFileBlocks = 4 * MediaLimits.FilmBytes / 512;

    private static readonly string? Converter = Find("ffmpeg");
    private static readonly string? Prober = Find("ffprobe");

    /// <summary>Whether this machine can make anything of media.</summary>
    public static bool IsThere => Converter is not null && Prober is not null;

    /// <summary>Converts a file.</summary>
    /// <param name="arguments">What ffmpeg is told after what it is always told.</param>
    /// <exception cref="RefusalException">It made nothing of the file, or not in time; or there is no ffmpeg here.</exception>
    public async Task ConvertAsync(IEnumerable<string> arguments, FfmpegLimits limits, CancellationToken ct)
    {
        if (Converter is null)
            throw new RefusalException(Refusal.MediaUnavailable);
        await RunAsync(Converter, ["-nostdin", "-hide_banner", "-loglevel", "error", "-y", .. arguments], limits, ct);
    }

    /// <summary>Asks what is in a file.</summary>
    /// <returns>JSON.</returns>
    /// <inheritdoc cref="ConvertAsync"/>
    public async Task<string> ProbeAsync(IEnumerable<string> arguments, CancellationToken ct)
    {
        if (Prober is null)
            throw new RefusalException(Refusal.MediaUnavailable);
        return await RunAsync(Prober, ["-hide_banner", "-loglevel", "error", "-of", "json", .. arguments], FfmpegLimits.Image, ct);
    }

    private static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, FfmpegLimits limits, CancellationToken ct)
    {
        await limits.Turns.WaitAsync(ct);
        try
        {
            using var process = Start(program, arguments, limits);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ct);
            deadline.CancelAfter(limits.Time);
            try
            {
                return await FinishAsync(process, deadline.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                throw new RefusalException(Refusal.MediaNotUnderstood);
            }
            finally
            {
                if (!process.HasExited)
                    process.Kill(entireProcessTree: true);
            }
        }
        finally
        {
            limits.Turns.Release();
        }
    }

    private static async Task<string> FinishAsync(Process process, CancellationToken ct)
    {
        process.StandardInput.Close();
        var complaints = ReadAsync(process.StandardError, ct);
        var output = await ReadAsync(process.StandardOutput, ct);
        await complaints;
        await process.WaitForExitAsync(ct);
        return process.ExitCode == 0 ? output : throw new RefusalException(Refusal.MediaNotUnderstood);
    }

    // Reads to the end, so that it is never stopped by a full pipe, and keeps the beginning.
    private static async Task<string> ReadAsync(StreamReader reader, CancellationToken ct)
    {
        var (kept, buffer) = (new System.Text.StringBuilder(), new char[4096]);
        while (await reader.ReadAsync(buffer, ct) is > 0 and var read)
        {
            if (kept.Length + read <= MostOutput)
                kept.Append(buffer, 0, read);
        }

        return kept.ToString();
    }

    private static Process Start(string program, IReadOnlyList<string> arguments, FfmpegLimits limits)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string[] before =
        [
            "-c", Script, "sh", Number(limits.MemoryMegabytes * 1024), Number((int)limits.Time.TotalSeconds * 2), Number(LargestFileBlocks), program,
        ];
        foreach (var argument in before.Concat(arguments))
            start.ArgumentList.Add(argument);
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        return Process.Start(start)!;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Find(string name) => OperatingSystem.IsWindows() || !File.Exists("/bin/sh")
        ? null
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}

/// <summary>How much a child process may take.</summary>
/// <param name="Time">By the clock; twice that of processors.</param>
/// <param name="MemoryMegabytes">Of address space.</param>
public sealed record FfmpegLimits(TimeSpan Time, int MemoryMegabytes)
{
    /// <summary>For somebody who waits for the answer.</summary>
    public static FfmpegLimits Image { get; } = new(TimeSpan.FromSeconds(30), 1024) { Turns = new(2, 2) };

    /// <summary>Below the time that a job may take.</summary>
    public static FfmpegLimits Film { get; } = new(TimeSpan.FromMinutes(4), 2048) { Turns = new(2, 2) };

    /// <summary>How many may run at a time.</summary>
    public required SemaphoreSlim Turns { get; init; }
}
