using Microblog.Tests.Processes;
using Microblog.Tests.Support;

namespace Microblog.Tests.Peers;

/// <summary>Alice on our server and bob on Fedify's.</summary>
internal sealed class FedifyScene(ServerProcess ours, Resident alice, FedifyPerson bob)
{
    public ServerProcess Ours => ours;

    public Resident Alice => alice;

    public FedifyPerson Bob => bob;

    public FedifyServer Fedify => bob.Server;

    /// <summary>Bob follows alice, and she has let him.</summary>
    public async Task BobFollowsAliceAsync()
    {
        await bob.DoAsync("follow", new { whom = await alice.IdAsync() });
        await Wait.UntilAsync(async () => (await bob.FollowingAsync()).Count == 1);
    }

    /// <summary>Alice follows bob, and he has let her.</summary>
    public Task AliceFollowsBobAsync() => alice.Phone.FollowAsync(bob.Handle);

    /// <summary>What Fedify heard about an object, such as the Create of a note.</summary>
    public Task<Arrival> FedifyHearsAsync(string type, string objectId) =>
        Fedify.ReceivesAsync(a => a.Type == type && a.ObjectId == objectId);
}
