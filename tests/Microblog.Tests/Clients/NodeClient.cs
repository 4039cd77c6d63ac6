using System.Text.Json;
using Microblog.Tests.Peers;
using Microblog.Tests.Support;

namespace Microblog.Tests.Clients;

/// <summary>The client libraries for Node in <c>tests/peers/clients</c>: npm restores them, pinned, when one is first wanted.</summary>
internal static class NodeClient
{
    private static readonly NodeFolder Folder = new("tests/peers/clients");

    /// <summary>Does what a script there says.</summary>
    /// <returns>What came of each step, by its name.</returns>
    public static async Task<JsonElement> TravelAsync(TestServer server, string script)
    {
        await Folder.RestoreAsync();
        return await ClientProgram.TravelAsync(server, Folder.Node, $"tests/peers/clients/{script}");
    }
}
