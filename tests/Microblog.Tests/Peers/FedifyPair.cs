using Microblog.Tests.Peers;
using Microblog.Tests.Processes;

[assembly: AssemblyFixture(typeof(FedifyPair))]

namespace Microblog.Tests.Peers;

/// <summary>Our server and one made of Fedify, which know nothing of each other yet: started once for all tests that ask.</summary>
/// <remarks>The people on our server are shared, those on Fedify's are each test's own.</remarks>
public sealed class FedifyPair : IAsyncDisposable
{
    private readonly Lazy<Task<Started>> started = new(StartAsync);

    /// <summary>Both servers, alice who lives on ours, and somebody new on Fedify's.</summary>
    /// <param name="traits">What is special about the latter; see <c>deeds.mjs</c>.</param>
    internal async Task<FedifyScene> MeetAsync(object? traits = null)
    {
        var (ours, fedify, alice, _) = await started.Value;
        return new(ours, alice, await fedify.SettleAsync(traits));
    }

    /// <summary>The same with somebody in the place of alice who has a browser: an editor of the demo wiki.</summary>
    internal async Task<FedifyScene> MeetEditorAsync(object? traits = null)
    {
        var (ours, fedify, _, editor) = await started.Value;
        return new(ours, editor, await fedify.SettleAsync(traits));
    }

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated)
            return;
        var (ours, fedify, _, editor) = await started.Value;
        editor.Pages.Dispose();
        await ours.DisposeAsync();
        await fedify.DisposeAsync();
    }

    private static async Task<Started> StartAsync()
    {
        var ours = new ServerProcess();
        var fedify = new FedifyServer();
        await Task.WhenAll(ours.StartAsync(), fedify.StartAsync());
        var pages = await PageVisitor.SignInAsync(ours, "Editor");
        var token = await ours.RunAsync("token", "create", "editor", "--scopes", "read write follow");
        Assert.True(token.Status == 0, token.Complaint);
        return new(ours, fedify, new(ours, await ours.SignUpAsync("alice"), "alice"), new(ours, token.Printed, "editor", pages));
    }

    private sealed record Started(ServerProcess Ours, FedifyServer Fedify, Resident Alice, Resident Editor);
}
