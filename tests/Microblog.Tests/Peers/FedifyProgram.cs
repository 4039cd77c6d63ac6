using System.Diagnostics;

namespace Microblog.Tests.Peers;

/// <summary>The Node program in <c>tests/peers/fedify</c>.</summary>
internal static class FedifyProgram
{
    private static readonly NodeFolder Folder = new("tests/peers/fedify");

    /// <summary>Starts it on a port.</summary>
    /// <param name="reads">The one way of signing that it reads; any for both.</param>
    /// <param name="signs">How it signs at first.</param>
    public static async Task<Process> StartAsync(int port, string reads, string signs)
    {
        await Folder.RestoreAsync();
        return Process.Start(new ProcessStartInfo(Folder.Node, [Folder.At("peer.mjs"), $"{port}", reads, signs])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
    }
}
