using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microblog.Protocols.ActivityPub;
using Microblog.Tests.Federation;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>Documents that want to break whoever reads them, at the door and when they are fetched.</summary>
public sealed class MalformedAttacks
{
    /// <summary>Security catalogue §7-31</summary>
    [Theory, EachDatabase]
    public async Task What_is_no_plain_JSON_is_refused_at_the_door_and_leaves_no_job(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        foreach (var (what, body) in Broken(scene.Peer.Create("<p>WORD</p>", "/notes/1").ToJsonString()))
            await scene.Peer.SendAsync(scene.Server, body).AnswersWithAsync(HttpStatusCode.BadRequest, what);

        await scene.NothingHappenedAsync();
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-31</summary>
    [Theory, EachDatabase]
    public async Task What_is_no_plain_JSON_is_not_believed_when_it_is_fetched(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var mallory = strangers.Meet("evil.test");
        var note = mallory.Note("/notes/x", "<p>WORD</p>").ToJsonString();
        foreach (var ((what, body), number) in Broken(note).Where(b => b.What is not ("UTF-16" or "not UTF-8")).Select((b, i) => (b, i)))
        {
            strangers.Serve(mallory.At($"/notes/{number}"), Encoding.UTF8.GetString(body), MediaTypes.ActivityJson);
            await scene.ShowAsync(mallory.At($"/notes/{number}"));
            Assert.False(await scene.Server.AskAsync(db => db.Notices.AnyAsync()), what);
        }

        await scene.NothingHappenedAsync();
        await scene.Server.StaysWellAsync();
    }

    /// <summary>Security catalogue §7-31</summary>
    [Theory, EachDatabase]
    public async Task Numbers_and_times_without_measure_leave_no_job_that_fails(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        string[] values = ["1e400", "-1e400", "99999999999999999999999999", "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00Z\"", "\"-5000-01-01T00:00:00Z\"", "\"\"", "[[[]]]", "{}", "true", "-0"];
        foreach (var (value, number) in values.Select((v, i) => (v, i)))
        {
            var create = scene.Peer.Create("<p>x</p>", $"/notes/{number}").ToJsonString()
                .Replace("\"2026-01-02T03:04:05Z\"", value, StringComparison.Ordinal)
                .Replace("\"type\":\"Note\"", $"\"type\":\"Question\",\"updated\":{value},\"endTime\":{value},\"votersCount\":{value},\"sensitive\":{value},\"summary\":{value},\"url\":{value},\"tag\":{value},\"oneOf\":[{{\"type\":\"Note\",\"name\":\"a\",\"replies\":{{\"totalItems\":{value}}}}},{{\"name\":{value}}}],\"attachment\":[{{\"type\":\"Image\",\"url\":\"http://x.example/a.png\",\"width\":{value},\"height\":{value},\"focalPoint\":[{value},{value}]}}]", StringComparison.Ordinal);
            using var answer = await scene.Peer.SendAsync(scene.Server, Encoding.UTF8.GetBytes(create));
            Assert.True(answer.StatusCode is HttpStatusCode.Accepted or HttpStatusCode.BadRequest, $"{value}: {answer.StatusCode}");
        }

        await scene.Server.StaysWellAsync();
        using var home = await scene.Alice.Client.GetAsync("/api/v1/timelines/home?limit=40", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
    }

    /// <summary>Security catalogue §7-33</summary>
    [Theory, EachDatabase]
    public async Task Of_endless_lists_as_much_is_kept_as_the_limits_say(TestDatabase database)
    {
        await using var strangers = new Strangers();
        await using var scene = await Scene.SetAsync(database, Strangers.AreKnownTo);
        var create = scene.Peer.Create("<p>many</p>", "/notes/1");
        create["object"]!["tag"] = new JsonArray([.. Many(3000, i => new JsonObject { ["type"] = "Hashtag", ["name"] = $"#t{i}" }), .. Many(2000, _ => Mention(scene))]);
        create["object"]!["attachment"] = new JsonArray([.. Many(100, i => new JsonObject { ["type"] = "Image", ["url"] = $"https://x.example/{i}.png" })]);
        await scene.Peer.SendAsync(scene.Server, create).AnswersWithAsync(HttpStatusCode.Accepted);
        var addressed = scene.Peer.Create("<p>too many</p>", "/notes/2");
        addressed["object"]!["to"] = new JsonArray([.. Many(2000, i => JsonValue.Create($"https://x.example/{i}"))]);
        await scene.Peer.SendAsync(scene.Server, addressed).AnswersWithAsync(HttpStatusCode.BadRequest);
        var keyed = scene.Peer.Create("<p>too many</p>", "/notes/3");
        for (var i = 0; i < 30_000; i++)
            keyed[$"k{i}"] = 1;
        await scene.Peer.SendAsync(scene.Server, keyed).AnswersWithAsync(HttpStatusCode.BadRequest);

        var mallory = strangers.Meet("evil.test");
        mallory.Document["attachment"] = new JsonArray([.. Many(2000, i => new JsonObject { ["type"] = "PropertyValue", ["name"] = $"{i}", ["value"] = "x" })]);
        mallory.Document["alsoKnownAs"] = new JsonArray([.. Many(2000, i => JsonValue.Create($"https://x.example/{i}"))]);
        mallory.Document["publicKey"] = new JsonArray([.. Many(50, i => mallory.KeyObject(mallory.At($"/keys/{i}"), mallory.Id))]);
        mallory.Document["name"] = new string('x', 100_000);
        mallory.Document["summary"] = string.Concat(Enumerable.Repeat("<p>x</p>", 20_000));
        await using (var scope = scene.Server.NewScope())
            await scope.Get<Microblog.Federation.Remote.RemoteActors>().FetchAsync(mallory.Id, TestContext.Current.CancellationToken);

        await scene.Server.StaysWellAsync();
        Assert.Equal(["<p>many</p>"], await scene.Server.StoredAsync());
        Assert.InRange(await scene.Server.AskAsync(db => db.NoticeTags.CountAsync()), 1, Limits.Hashtags);
        Assert.InRange(await scene.Server.AskAsync(db => db.ProfileFields.CountAsync()), 1, Limits.ProfileFields);
        Assert.InRange(await scene.Server.AskAsync(db => db.ActorAliases.CountAsync()), 1, Limits.AlsoKnownAs);
        Assert.InRange(await scene.Server.AskAsync(db => db.PublicKeys.CountAsync(k => k.ActorId == db.Actors.First(a => a.Uri == mallory.Id).Id)), 1, Limits.KeysPerActor);
        var kept = await scene.Server.AskAsync(db => db.Actors.AsNoTracking().SingleAsync(a => a.Uri == mallory.Id));
        Assert.InRange(kept.DisplayName.Length, 1, Limits.NameBytes);
        Assert.InRange(kept.SummaryHtml.Value.Length, 1, Limits.BioBytes * 2);
    }

    private static JsonObject Mention(Scene scene) => new() { ["type"] = "Mention", ["href"] = scene.Alice.Actor.Uri.AbsoluteUri };

    private static IEnumerable<JsonNode> Many(int count, Func<int, JsonNode> make) => Enumerable.Range(0, count).Select(make);

    private static IEnumerable<(string What, byte[] Body)> Broken(string json)
    {
        (string What, string Text)[] texts =
        [
            ("deep list", In(new string('[', 10_000) + new string(']', 10_000))),
            ("deep object", In(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000))),
            ("33 levels", In(new string('[', 33) + new string(']', 33))),
            ("not closed", In(new string('[', 10_000))),
            ("many keys", json[..^1] + string.Concat(Enumerable.Range(0, 30_000).Select(i => string.Create(CultureInfo.InvariantCulture, $",\"k{i}\":1"))) + "}"),
            ("key twice", json[..^1] + ",\"type\":\"Note\"}"),
            ("key twice inside", In("{\"a\":1,\"a\":2}")),
            ("key twice escaped", json[..^1] + ",\"\\u0074ype\":\"Note\"}"),
            ("high surrogate", In("\"\\ud800\"")), ("low surrogate", In("\"\\udc00x\"")), ("surrogates turned", In("\"\\udc00\\ud800\"")), ("surrogate in a key", In("{\"\\ud800\":1}")),
            ("NUL", In("\"\\u0000\"")), ("NUL in a key", In("{\"\\u0000\":1}")), ("bare control", In("\"\u0001\"")),
            ("NaN", In("NaN")), ("Infinity", In("-Infinity")), ("hexadecimal", In("0x1")), ("leading zero", In("01")), ("plus", In("+1")),
            ("trailing comma", In("[1,]")), ("comment", In("/* x */1")), ("single quotes", In("'x'")), ("trailing", json + "x"), ("twice", json + json),
            ("BOM", "\uFEFF" + json), ("nothing", ""), ("list", "[" + json + "]"), ("null", "null"), ("text", "\"x\""), ("number", "1"),
        ];
        foreach (var (what, text) in texts)
            yield return (what, Encoding.UTF8.GetBytes(text));
        yield return ("UTF-16", Encoding.Unicode.GetBytes(json));
        yield return ("not UTF-8", [.. Encoding.UTF8.GetBytes(json.Replace("WORD", "W", StringComparison.Ordinal)).Select(b => b == (byte)'W' ? (byte)0xC0 : b)]);

        string In(string value) => json[..^1] + ",\"extra\":" + value + "}";
    }
}
