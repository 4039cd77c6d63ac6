using System.Diagnostics;
using System.Text.Json;
using Microblog.Tests.Peers;
using Microblog.Tests.Support;

namespace Microblog.Tests.Clients;

/// <summary>The client libraries for Node in <c>tests/peers/clients</c>: npm restores them, pinned, when one is first wanted.</summary>
internal static class NodeClient
{
    private static readonly NodeFolder Folder = new("tests/peers/clients");

    /// <summary>Runs a script there that needs no server.</summary>
    /// <returns>What it prints.</returns>
    public static async Task<string> AskAsync(string script, string argument)
    {
        await Folder.RestoreAsync();
        using var process = Process.Start(new ProcessStartInfo(Folder.Node, [Folder.At(script), argument])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var complains = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var printed = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await complains);
        return printed;
    }

    /// <summary>Does what a script there says.</summary>
    /// <returns>What came of each step, by its name.</returns>
    public static async Task<JsonElement> TravelAsync(TestServer server, string script)
    {
        await Folder.RestoreAsync();
        return await ClientProgram.TravelAsync(server, Folder.Node, $"tests/peers/clients/{script}");
    }
}
