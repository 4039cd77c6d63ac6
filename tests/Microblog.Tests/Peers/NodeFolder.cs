using System.Diagnostics;
using System.Runtime.InteropServices;
using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>A folder of Node programs and what they need: npm restores it, pinned, when it is first wanted.</summary>
internal sealed class NodeFolder
{
    private readonly string folder;
    private readonly Lazy<Task> restored;

    /// <summary>A folder of the repository.</summary>
    /// <param name="path">Where it lies, from the repository's root.</param>
    public NodeFolder(string path)
    {
        folder = RepositoryRoot.At(path);
        restored = new(InstallAsync);
    }

    /// <summary>Why none can run here; null when they can.</summary>
    public static string? Missing { get; } = OnPath("npm") ? null : "install the Debian package npm";

    /// <summary>The program that runs them. They need a newer Node than Debian's: npm brings one. Where it brings none for the machine, the machine's own has to do.</summary>
    public string Node
    {
        get
        {
            var kind = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
            var brought = At($"node_modules/node-linux-{kind}/bin/node");
            return File.Exists(brought) ? brought : "node";
        }
    }

    public string At(string file) => Path.Combine(folder, file);

    public Task RestoreAsync() => restored.Value;

    private async Task InstallAsync()
    {
        if (IsInstalled())
            return;
        using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var said = Task.WhenAll(npm.StandardOutput.ReadToEndAsync(), npm.StandardError.ReadToEndAsync());
        await npm.WaitForExitAsync();
        Assert.True(npm.ExitCode == 0, $"npm ci in {folder}: {string.Join('\n', await said)}");
    }

    // npm writes down what it has installed when it is done.
    private bool IsInstalled()
    {
        var done = new FileInfo(At("node_modules/.package-lock.json"));
        return done.Exists && done.LastWriteTimeUtc > File.GetLastWriteTimeUtc(At("package-lock.json"));
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));
}
