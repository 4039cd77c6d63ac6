namespace Microblog.Tests.Peers;

/// <summary>Requests signed by Fedify that claim what is not so.</summary>
public sealed class FedifyMisbehavesTests(FedifyPair pair)
{
    private const string Cavage = "draft-cavage-http-signatures-12";

    [FedifyTheory]
    [InlineData("unsigned", 401)]
    [InlineData("wrongDigest", 401)]
    [InlineData("changedBody", 401)]
    [InlineData("anothersKey", 401)]
    [InlineData("stale", 401)]
    [InlineData("forgedId", 400)]
    [InlineData("forgedNote", 400)]
    [InlineData("forgedAuthor", 400)]
    public async Task A_lie_is_refused_and_nothing_of_it_is_shown(string kind, int expected)
    {
        var scene = await pair.MeetAsync();
        var victim = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        await victim.AliceFollowsBobAsync();

        var lie = await MisbehaveAsync(scene, victim, kind, Cavage);
        Assert.Equal(expected, (int)lie["status"]!);

        // What is honest comes after it and is shown, so the lie would have been shown by now.
        var honest = await MisbehaveAsync(scene, victim, "honest", Cavage);
        Assert.Equal(202, (int)honest["status"]!);
        await scene.Alice.SeesAtHomeAsync(new Uri((string)honest["note"]!));
        Assert.DoesNotContain(await scene.Alice.Phone.HomeAsync(), html => html.Contains(kind, StringComparison.Ordinal));
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> MisbehaveAsync(FedifyScene scene, FedifyScene victim, string kind, string spec) =>
        await scene.Bob.TryAsync("misbehave", new
        {
            kind,
            spec,
            inbox = new Uri(scene.Ours.BaseUrl, "/inbox"),
            victim = victim.Bob.Name,
            forged = kind == "forgedAuthor" ? await scene.Alice.IdAsync() : new Uri(scene.Ours.BaseUrl, "/notices/1"),
        });
}
