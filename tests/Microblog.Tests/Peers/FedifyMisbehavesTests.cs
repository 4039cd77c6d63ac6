using System.Text.Json.Nodes;

namespace Microblog.Tests.Peers;

/// <summary>Requests signed by Fedify that claim what is not so.</summary>
public sealed class FedifyMisbehavesTests(FedifyPair pair)
{
    private const string Cavage = "draft-cavage-http-signatures-12";
    private const string Rfc9421 = "rfc9421";

    [FedifyTheory]
    [InlineData("unsigned", 401, Cavage)]
    [InlineData("wrongDigest", 401, Cavage)]
    [InlineData("wrongDigest", 401, Rfc9421)]
    [InlineData("changedBody", 401, Cavage)]
    [InlineData("changedBody", 401, Rfc9421)]
    [InlineData("anothersKey", 401, Cavage)]
    [InlineData("anothersKey", 401, Rfc9421)]
    [InlineData("stale", 401, Cavage)]
    [InlineData("stale", 401, Rfc9421)]
    [InlineData("forgedId", 400, Cavage)]
    [InlineData("forgedNote", 400, Rfc9421)]
    [InlineData("forgedAuthor", 400, Cavage)]
    [InlineData("brokenProof", 401, Rfc9421)]
    [InlineData("anothersProof", 401, Rfc9421)]
    public async Task A_lie_is_refused_and_nothing_of_it_is_shown(string kind, int expected, string spec)
    {
        var scene = await pair.MeetAsync();
        var victim = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        await victim.AliceFollowsBobAsync();

        var lie = await MisbehaveAsync(scene, victim, kind, spec);
        Assert.Equal(expected, (int)lie["status"]!);

        // What is honest comes after it and is shown, so the lie would have been shown by now.
        var honest = await MisbehaveAsync(scene, victim, "honest", spec);
        Assert.Equal(202, (int)honest["status"]!);
        await scene.Alice.SeesAtHomeAsync(new Uri((string)honest["note"]!));
        Assert.DoesNotContain(await scene.Alice.Phone.HomeAsync(), html => html.Contains(kind, StringComparison.Ordinal));
    }

    [FedifyTheory]
    [InlineData("proven")]
    [InlineData("forwarded")]
    public async Task What_its_actor_has_proven_is_believed_whoever_brings_it(string kind)
    {
        var scene = await pair.MeetAsync();
        var victim = await pair.MeetAsync();
        await scene.AliceFollowsBobAsync();
        await victim.AliceFollowsBobAsync();

        var truth = await MisbehaveAsync(scene, victim, kind, Rfc9421);

        Assert.Equal(202, (int)truth["status"]!);
        await scene.Alice.SeesAtHomeAsync(new Uri((string)truth["note"]!));
    }

    private static async Task<JsonNode> MisbehaveAsync(FedifyScene scene, FedifyScene victim, string kind, string spec) =>
        await scene.Bob.TryAsync("misbehave", new
        {
            kind,
            spec,
            inbox = new Uri(scene.Ours.BaseUrl, "/inbox"),
            victim = victim.Bob.Name,
            forged = kind == "forgedAuthor" ? await scene.Alice.IdAsync() : new Uri(scene.Ours.BaseUrl, "/notices/1"),
        });
}
