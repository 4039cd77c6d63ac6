using System.Diagnostics;
using System.Runtime.InteropServices;
using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>The Node program in <c>tests/peers/fedify</c> and what it needs: npm restores it, pinned, when it is first wanted.</summary>
internal static class FedifyProgram
{
    private static readonly string Folder = RepositoryRoot.At("tests/peers/fedify");
    private static readonly Lazy<Task> Restored = new(RestoreAsync);

    /// <summary>Why it cannot run here; null when it can.</summary>
    public static string? Missing { get; } = OnPath("npm") ? null : "install the Debian package npm";

    /// <summary>Starts it on a port.</summary>
    /// <param name="reads">The one way of signing that it reads; any for both.</param>
    /// <param name="signs">How it signs at first.</param>
    public static async Task<Process> StartAsync(int port, string reads, string signs)
    {
        await Restored.Value;
        return Process.Start(new ProcessStartInfo(Node(), [Path.Combine(Folder, "peer.mjs"), $"{port}", reads, signs])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
    }

    // Fedify needs a newer Node than Debian's: npm brings one. Where it brings none for the machine, the machine's own has to do.
    private static string Node()
    {
        var kind = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var brought = Path.Combine(Folder, "node_modules", $"node-linux-{kind}", "bin", "node");
        return File.Exists(brought) ? brought : "node";
    }

    private static async Task RestoreAsync()
    {
        if (IsRestored())
            return;
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var said = Task.WhenAll(npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, $"npm ci in {Folder}: {string.Join('\n', await said)}");
    }

    // npm writes down what it has installed when it is done.
    private static bool IsRestored()
    {
        var done = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        return done.Exists && done.LastWriteTimeUtc > File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json"));
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
