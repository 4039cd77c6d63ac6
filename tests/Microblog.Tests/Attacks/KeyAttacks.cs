using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>Keys that are not their owners', and keys that cost too much.</summary>
public sealed class KeyAttacks
{
    /// <summary>Security catalogue §7-8</summary>
    [Theory, EachDatabase]
    public async Task A_key_that_names_an_owner_on_another_server_proves_nothing_and_the_owner_is_not_asked(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var (mallory, victim) = (strangers.Meet("evil.test"), strangers.Meet("victim.test", "victim"));
        mallory.KeyId = mallory.At("/keys/1");
        strangers.Serve(mallory.KeyId, mallory.KeyObject(mallory.KeyId, victim.Id));
        victim.Document["publicKey"] = new JsonArray(victim.Document["publicKey"]!.DeepClone(), mallory.KeyObject(mallory.KeyId, victim.Id));
        var forged = victim.Create("/notes/1", "<p>forged</p>");

        await mallory.SendAsync(scene.Server, forged).AnswersWithAsync(HttpStatusCode.Unauthorized);
        await mallory.SendAsync(scene.Server, mallory.Create("/notes/1", "<p>forged</p>")).AnswersWithAsync(HttpStatusCode.Unauthorized);

        await scene.NothingHappenedAsync();
        Assert.DoesNotContain(strangers.Asked, a => a.Contains("victim.test", StringComparison.Ordinal));
        Assert.Equal([scene.Peer.ActorId], await scene.Server.MetAsync());
    }

    /// <summary>Security catalogue §7-8</summary>
    [Theory, EachDatabase]
    public async Task A_key_whose_document_has_another_id_or_lies_elsewhere_proves_nothing(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("evil.test");
        mallory.Document["publicKey"] = new JsonArray(
            mallory.KeyObject(mallory.At("/keys/wrong"), mallory.Id),
            mallory.KeyObject(mallory.At("/keys/redirected"), mallory.Id),
            mallory.KeyObject(mallory.At("/keys/plain"), mallory.Id));
        strangers.Serve(mallory.At("/keys/wrong"), mallory.KeyObject(mallory.At("/keys/other"), mallory.Id));
        strangers.Redirect(mallory.At("/keys/redirected"), strangers.At("other.test", "/key").AbsoluteUri);
        strangers.Serve(strangers.At("other.test", "/key"), mallory.KeyObject(mallory.At("/keys/redirected"), mallory.Id));
        strangers.Serve(mallory.At("/keys/plain"), mallory.KeyObject(mallory.At("/keys/plain"), mallory.Id), "application/json");
        strangers.Serve(mallory.At("/keys/unlisted"), mallory.KeyObject(mallory.At("/keys/unlisted"), mallory.Id));

        foreach (var key in new[] { "wrong", "redirected", "plain", "unlisted", "none" })
        {
            mallory.KeyId = mallory.At("/keys/" + key);
            await mallory.SendAsync(scene.Server, mallory.Create("/notes/1", "<p>forged</p>")).AnswersWithAsync(HttpStatusCode.Unauthorized, key);
        }

        await scene.NothingHappenedAsync();
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-8</summary>
    [Theory, EachDatabase]
    public async Task A_key_stays_with_its_first_owner(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var victim = strangers.Meet("victim.test", "victim");
        var neighbour = strangers.Meet("victim.test", "neighbour");
        var mallory = strangers.Meet("evil.test");
        await victim.SendAsync(scene.Server, victim.Activity("Follow", "/follows/1", scene.Alice.Actor.Uri.AbsoluteUri)).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Server.StaysWellAsync();
        var before = await KeyAsync(scene, victim);

        foreach (var attacker in new[] { neighbour, mallory })
        {
            attacker.Document["publicKey"] = attacker.KeyObject(victim.KeyId, attacker.Id);
            Assert.Equal(attacker.Id, await scene.SearchAsync(attacker.Id.AbsoluteUri));
            attacker.KeyId = victim.KeyId;
            await attacker.SendAsync(scene.Server, victim.Create("/notes/1", "<p>forged</p>")).AnswersWithAsync(HttpStatusCode.Unauthorized);
            await attacker.SendAsync(scene.Server, attacker.Create("/notes/1", "<p>forged</p>")).AnswersWithAsync(HttpStatusCode.Unauthorized);
        }

        await scene.NothingHappenedAsync();
        Assert.Equal(before, await KeyAsync(scene, victim));
    }

    /// <summary>Security catalogue §7-8</summary>
    [Theory, EachDatabase]
    public async Task Our_own_keys_prove_nothing_of_a_stranger_and_we_do_not_ask_ourselves(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("evil.test");
        mallory.KeyId = new Uri(scene.Alice.Actor.Uri.AbsoluteUri + "#main-key");
        var forged = mallory.Create("/notes/1", "<p>forged</p>");
        forged["id"] = new Uri(scene.Server.BaseUrl, "/notices/1/activity").AbsoluteUri;
        forged["actor"] = scene.Alice.Actor.Uri.AbsoluteUri;
        forged["object"]!["id"] = new Uri(scene.Server.BaseUrl, "/notices/1").AbsoluteUri;
        forged["object"]!["attributedTo"] = scene.Alice.Actor.Uri.AbsoluteUri;

        await mallory.SendAsync(scene.Server, forged).AnswersWithAsync(HttpStatusCode.Unauthorized);

        await scene.NothingHappenedAsync();
        Assert.True(scene.Server.Services.GetRequiredService<Microblog.Federation.Remote.KeyCache>().MayFetch(mallory.KeyId), "it was asked for");
    }

    /// <summary>Security catalogue §7-16</summary>
    [Theory, EachDatabase]
    public async Task A_key_that_is_too_small_too_large_or_of_another_kind_is_not_kept(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("evil.test");
        foreach (var (what, pem) in WrongKeys())
        {
            mallory.Document["publicKey"]!["publicKeyPem"] = pem;
            Assert.Equal(mallory.Id, await scene.SearchAsync(mallory.Id.AbsoluteUri));
            await mallory.SendAsync(scene.Server, mallory.Create("/notes/1", "<p>forged</p>")).AnswersWithAsync(HttpStatusCode.Unauthorized, what);
        }

        Assert.False(await scene.Server.AskAsync(db => db.PublicKeys.AnyAsync(k => k.ActorId != db.Actors.First(a => a.Uri == scene.Peer.ActorId).Id)));
        await scene.NothingHappenedAsync();
        await scene.Server.StaysWellAsync();
    }

    private static IEnumerable<(string What, string Pem)> WrongKeys()
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var exponent = RandomNumberGenerator.GetBytes(255);
        exponent[^1] |= 1;
        return
        [
            ("16384 bits", PemOf(16384, [1, 0, 1])), ("512 bits", PemOf(512, [1, 0, 1])), ("1024 bits", PemOf(1024, [1, 0, 1])),
            ("huge exponent", PemOf(2048, exponent)), ("private PKCS#8", rsa.ExportPkcs8PrivateKeyPem()), ("private PKCS#1", rsa.ExportRSAPrivateKeyPem()),
            ("elliptic curve", curve.ExportSubjectPublicKeyInfoPem()), ("two", rsa.ExportSubjectPublicKeyInfoPem() + "\n" + rsa.ExportSubjectPublicKeyInfoPem()),
            ("certificate", rsa.ExportSubjectPublicKeyInfoPem().Replace("PUBLIC KEY", "CERTIFICATE", StringComparison.Ordinal)),
            ("rubbish", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"), ("100 kB", new string('A', 100_000)), ("nothing", ""),
        ];
    }

    private static string PemOf(int bits, byte[] exponent)
    {
        var modulus = RandomNumberGenerator.GetBytes(bits / 8);
        modulus[0] |= 0x80;
        modulus[^1] |= 1;
        using var rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent });
        return rsa.ExportSubjectPublicKeyInfoPem();
    }

    private static Task<string> KeyAsync(Scene scene, Stranger owner) => scene.Server.AskAsync(db => db.PublicKeys
        .Where(k => k.KeyUri == owner.KeyId)
        .Select(k => k.ActorId + " " + k.Encoded)
        .SingleAsync());
}
