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
        var (ours, fedify, alice) = await started.Value;
        return new(ours, alice, await fedify.SettleAsync(traits));
    }

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated)
            return;
        var (ours, fedify, _) = await started.Value;
        await ours.DisposeAsync();
        await fedify.DisposeAsync();
    }

    private static async Task<Started> StartAsync()
    {
        var ours = new ServerProcess();
        var fedify = new FedifyServer();
        await Task.WhenAll(ours.StartAsync(), fedify.StartAsync());
        return new(ours, fedify, new Resident(ours, await ours.SignUpAsync("alice"), "alice"));
    }

    private sealed record Started(ServerProcess Ours, FedifyServer Fedify, Resident Alice);
}
