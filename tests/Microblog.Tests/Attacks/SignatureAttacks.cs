using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microblog.Protocols.Signatures;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Microblog.Tests.Attacks.ByHand;

namespace Microblog.Tests.Attacks;

/// <summary>Requests whose signature proves less than it seems to. The parts alone are tried in the tests of the wire; here the whole door.</summary>
public sealed class SignatureAttacks
{
    /// <summary>Security catalogue §7-13</summary>
    [Theory, EachDatabase]
    public async Task One_thing_altered_after_signing_and_the_request_is_refused(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var other = Bytes(scene.Peer.Create("<p>f0rged</p>", "/notes/1"));
        var inbox = $"/users/{scene.Alice.ActorId}/inbox";
        (string What, Action<ByHand> Sign, Action<HttpRequestMessage> Alter)[] alterations =
        [
            ("body", _ => { }, r => r.Content = new ByteArrayContent(other)),
            ("one more byte", h => { }, r => r.Content = new ByteArrayContent([.. Bytes(scene.Peer.Create("<p>forged</p>", "/notes/1")), (byte)' '])),
            ("body with its digest", _ => { }, r =>
            {
                r.Content = new ByteArrayContent(other);
                foreach (var (header, value) in new[] { ("Digest", CavageSigner.DigestOf(other)), ("Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(other))}:") })
                    if (r.Headers.Contains(header))
                        Set(header, value)(r);
            }),
            ("host", _ => { }, r => r.Headers.Host = "elsewhere.example"),
            ("host that was signed for", h => h.Host = "elsewhere.example", r => r.Headers.Host = "elsewhere.example"),
            ("host alone that was signed for", h => h.Host = "elsewhere.example", _ => { }),
            ("target", _ => { }, r => r.RequestUri = new Uri(scene.Server.BaseUrl, inbox)),
            ("target in capitals", _ => { }, r => r.RequestUri = new Uri(scene.Server.BaseUrl, "/INBOX")),
            ("target that was signed for", h => h.Target = inbox, _ => { }),
            ("method that was signed for", h => h.Method = HttpMethod.Put, _ => { }),
        ];
        foreach (var (what, sign, alter) in alterations)
        {
            foreach (var isDraft in new[] { true, false })
            {
                var request = Forged(scene);
                sign(request);
                await (isDraft ? request.SendDraftAsync(Draft, alter) : request.SendRfcAsync(Rfc, alter)).AnswersWithAsync(HttpStatusCode.Unauthorized, $"{what} {isDraft}");
            }
        }

        var date = TimeProvider.System.GetUtcNow().AddMinutes(-1).ToString("r", System.Globalization.CultureInfo.InvariantCulture);
        await Forged(scene).SendDraftAsync(Draft, Set("Date", date)).AnswersWithAsync(HttpStatusCode.Unauthorized, "date");
        await Forged(scene).SendRfcAsync(Rfc, Rewrite("Signature-Input", i => i.Replace(";created=", ";created=1", StringComparison.Ordinal))).AnswersWithAsync(HttpStatusCode.Unauthorized, "created");
        await scene.NothingHappenedAsync();
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-13</summary>
    [Theory, EachDatabase]
    public async Task One_thing_left_out_of_the_signature_or_of_the_request_and_it_is_refused(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        foreach (var part in Draft)
            await Forged(scene).SendDraftAsync([.. Draft.Where(c => c != part)]).AnswersWithAsync(HttpStatusCode.Unauthorized, $"without {part}");
        foreach (var part in Rfc)
            await Forged(scene).SendRfcAsync([.. Rfc.Where(c => c != part)]).AnswersWithAsync(HttpStatusCode.Unauthorized, $"without {part}");
        foreach (var header in new[] { "Date", "Digest", "Signature" })
            await Forged(scene).SendDraftAsync(Draft, Drop(header)).AnswersWithAsync(HttpStatusCode.Unauthorized, $"no {header}");
        foreach (var header in new[] { "Content-Digest", "Signature", "Signature-Input" })
            await Forged(scene).SendRfcAsync(Rfc, Drop(header)).AnswersWithAsync(HttpStatusCode.Unauthorized, $"no {header}");
        foreach (var parameter in new[] { "keyId", "headers", "signature" })
            await Forged(scene).SendDraftAsync(Draft, Rewrite("Signature", s => s.Replace(parameter, "x" + parameter, StringComparison.Ordinal))).AnswersWithAsync(HttpStatusCode.Unauthorized, $"no {parameter}");

        await scene.NothingHappenedAsync();
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-14</summary>
    [Theory, EachDatabase]
    public async Task What_stands_twice_or_is_folded_or_empty_is_refused(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        Action<HttpRequestMessage>[] ofDraft =
        [
            Rewrite("Signature", s => s + "," + s), Rewrite("Signature", s => "keyId=\"https://victim.example/key\"," + s), Rewrite("Signature", s => s + ",headers=\"date\""),
            Rewrite("Signature", s => s + ",signature=\"AAAA\""), Rewrite("Signature", s => s + " trailing"), Rewrite("Signature", s => s + ",algorithm=\"hs2019\""),
            Add("Signature", s => s), Add("Date", d => d), Add("Digest", d => d), Add("Digest", _ => "SHA-256=AAAA"),
            Rewrite("Signature", s => s[..s.IndexOf("signature=", StringComparison.Ordinal)] + "signature=\"\""), Rewrite("Signature", _ => ""), Rewrite("Signature", s => s.Replace(",", ",\t ,", StringComparison.Ordinal)),
            Rewrite("Signature", s => s.Replace("date digest", "date date digest", StringComparison.Ordinal)), Rewrite("Signature", s => s + $",opaque=\"{new string('x', 9000)}\""),
        ];
        foreach (var (spoil, number) in ofDraft.Select((s, i) => (s, i)))
            await Forged(scene).SendDraftAsync(Draft, spoil).AnswersWithAsync(HttpStatusCode.Unauthorized, $"draft {number}");
        Action<HttpRequestMessage>[] ofRfc =
        [
            Rewrite("Signature-Input", i => i + ", " + i), Rewrite("Signature", s => s + ", " + s), Add("Content-Digest", d => d), Add("Content-Digest", _ => "sha-256=:AAAA:"),
            Rewrite("Signature-Input", i => i + ";keyid=\"https://victim.example/key\""), Rewrite("Signature-Input", i => i + ";created=1"), Rewrite("Signature", _ => "sig1=::"), Rewrite("Signature", _ => ""),
            Rewrite("Signature-Input", i => i.Replace("(\"", "(\"@method\" \"", StringComparison.Ordinal)), Rewrite("Signature-Input", i => i + " trailing"), Rewrite("Signature", s => s.Replace("sig1", "sig2", StringComparison.Ordinal)),
            Rewrite("Signature-Input", i => i.Replace("\"@method\"", "\"@method\";req", StringComparison.Ordinal)),
        ];
        foreach (var (spoil, number) in ofRfc.Select((s, i) => (s, i)))
            await Forged(scene).SendRfcAsync(Rfc, spoil).AnswersWithAsync(HttpStatusCode.Unauthorized, $"rfc {number}");

        await scene.NothingHappenedAsync();
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-14</summary>
    [Theory, EachDatabase]
    public async Task The_key_says_how_it_signs_and_not_the_request(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var pem = Encoding.UTF8.GetBytes(scene.Peer.Key.ExportPublicPem());
        foreach (var algorithm in new[] { "hmac-sha256", "rsa-sha256", "hs2019", "rsa-sha1", "none", "", "ecdsa-sha256", "RSA-SHA256" })
        {
            var request = Forged(scene);
            request.Algorithm = algorithm;
            await request.SendDraftAsync(Draft, sign: text => HMACSHA256.HashData(pem, text)).AnswersWithAsync(HttpStatusCode.Unauthorized, algorithm);
        }

        foreach (var algorithm in new[] { "hmac-sha256", "rsa-sha1", "none", "" })
        {
            var request = Forged(scene);
            request.Algorithm = algorithm;
            await request.SendDraftAsync(Draft).AnswersWithAsync(HttpStatusCode.Unauthorized, algorithm);
            await request.SendRfcAsync(Rfc, more: $";alg=\"{algorithm}\"").AnswersWithAsync(HttpStatusCode.Unauthorized, algorithm);
        }

        await scene.NothingHappenedAsync();
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-15</summary>
    [Theory, EachDatabase]
    public async Task What_is_too_old_or_of_the_future_is_refused_and_what_is_sent_again_changes_nothing(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        var now = TimeProvider.System.GetUtcNow();
        foreach (var hours in new[] { -13, 2, -24 * 365, 24 * 365 })
        {
            var (draft, rfc) = (Forged(scene), Forged(scene));
            (draft.At, rfc.At) = (now.AddHours(hours), now.AddHours(hours));
            await draft.SendDraftAsync(Draft).AnswersWithAsync(HttpStatusCode.Unauthorized, $"{hours}");
            await rfc.SendRfcAsync(Rfc).AnswersWithAsync(HttpStatusCode.Unauthorized, $"{hours}");
        }

        await scene.NothingHappenedAsync();
        var genuine = new ByHand(scene.Server, scene.Peer.KeyId, scene.Peer.Key, Bytes(scene.Peer.Create("<p>once</p>", "/notes/1"))) { At = now.AddHours(-11) };
        var undo = Bytes(scene.Peer.Activity("Delete", "/deletes/1", new Uri(scene.Peer.BaseUrl, "/notes/1").AbsoluteUri));
        for (var i = 0; i < 3; i++)
            await genuine.SendDraftAsync(Draft).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Server.StaysWellAsync();
        Assert.Equal(["<p>once</p>"], await scene.Server.StoredAsync());
        await new ByHand(scene.Server, scene.Peer.KeyId, scene.Peer.Key, undo).SendDraftAsync(Draft).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Server.StaysWellAsync();
        await genuine.SendDraftAsync(Draft).AnswersWithAsync(HttpStatusCode.Accepted);
        await genuine.SendRfcAsync(Rfc).AnswersWithAsync(HttpStatusCode.Accepted);
        await scene.Server.StaysWellAsync();
        Assert.Empty(await scene.Server.StoredAsync());
    }

    /// <summary>Security catalogue §7-13, §7-14: the untouched request is let in, so that none of the refusals above is for another reason.</summary>
    [Theory, EachDatabase]
    public async Task Untouched_both_are_let_in(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);

        await Forged(scene).SendDraftAsync(Draft).AnswersWithAsync(HttpStatusCode.Accepted);
        await Forged(scene).SendRfcAsync(Rfc).AnswersWithAsync(HttpStatusCode.Accepted);

        await scene.Server.StaysWellAsync();
        Assert.Equal(["<p>forged</p>"], await scene.Server.StoredAsync());
    }

    private static ByHand Forged(Scene scene) =>
        new(scene.Server, scene.Peer.KeyId, scene.Peer.Key, Bytes(scene.Peer.Create("<p>forged</p>", "/notes/1")));

    private static byte[] Bytes(JsonNode activity) => Encoding.UTF8.GetBytes(activity.ToJsonString());
}
