using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microblog.Tests.Support;

namespace Microblog.Tests.Clients;

/// <summary>Somebody who uses the server with Mastodon.py.</summary>
internal static class MastodonPy
{
    /// <summary>Does what a program of <c>tests/peers/mastodon-py</c> says.</summary>
    /// <returns>What came of each step, by its name.</returns>
    public static async Task<JsonElement> TravelAsync(TestServer server, Person person, Person other, string program = "journey.py")
    {
        var script = Path.Combine(RepositoryRoot(), "tests", "peers", "mastodon-py", program);
        var start = new ProcessStartInfo("/usr/bin/python3", [script, server.BaseUrl.AbsoluteUri.TrimEnd('/'), person.Token, other.Token])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var complained = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var printed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{printed}{await complained}");
        using var json = JsonDocument.Parse(printed);
        return json.RootElement.Clone();
    }

    private static string RepositoryRoot([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", ".."));
}
