using System.Diagnostics;

namespace Microblog.Tests.Peers;

/// <summary>The program <c>snac</c> of Debian's package snac2: installed, or unpacked by <c>tests/peers/snac/unpack.sh</c>.</summary>
internal static class SnacProgram
{
    /// <summary>Environment variable with the path of the program.</summary>
    public const string Variable = "MICROBLOG_TEST_SNAC";

    // Ends the server when our end of its standard input closes, so that it never outlives a run that was killed.
    private const string Serve = "\"$1\" httpd \"$2\" 2>&1 </dev/null & cat >/dev/null; kill $!; wait $!";

    private static readonly string? Program = Find();

    /// <summary>Why it cannot run here; null when it can.</summary>
    public static string? Missing { get; } =
        Program is null ? $"install the Debian package snac2, or have {Variable} name what tests/peers/snac/unpack.sh prints" : null;

    /// <summary>Runs a command of the program and answers what it printed.</summary>
    /// <param name="typed">What it reads from standard input.</param>
    public static async Task<string> RunAsync(string typed, params string[] arguments)
    {
        using var process = Launch(Program!, arguments);
        await process.StandardInput.WriteAsync(typed);
        process.StandardInput.Close();
        var complained = process.StandardError.ReadToEndAsync();
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"snac {string.Join(' ', arguments)}: {printed}{await complained}");
        return printed;
    }

    /// <summary>Serves a folder until standard input is closed.</summary>
    public static Process Start(string folder) => Launch("/bin/sh", ["-c", Serve, "sh", Program!, folder]);

    private static Process Launch(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DEBUG"] = "1";
        return Process.Start(start)!;
    }

    private static string? Find() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
            ? given
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(p => Path.Combine(p, "snac")).FirstOrDefault(File.Exists);
}
