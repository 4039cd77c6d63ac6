using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microblog.Tests.ClientApi;
using Microblog.Tests.Federation;
using Microblog.Tests.Notices.Text;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Microblog.Tests.Attacks;

/// <summary>
/// Script in every text that another server or an address can bring onto a page or into the client API. What the cleaner makes of each string alone,
/// and that it is the same when parsed again, HostileHtmlTests tries.
/// </summary>
public sealed class ScriptAttacks
{
    // In our pages: beside the pages' own script, which is a file.
    private const string Active = "script:not([src^='/']),iframe,object,embed,svg *[onload],math,base[href],meta[http-equiv=refresh],template,noscript";

    private static IReadOnlyList<string> Corpus { get; } =
    [
        .. HostileHtmlTests.Corpus.Select(row => row.Data), "\"><script>alert(1)</script>", "' onmouseover='alert(1)", "javascript:alert(1)", "</title><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>", "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "%3Cscript%3Ealert(1)%3C/script%3E", "\u2028alert(1)", "--><script>alert(1)</script>",
        ":\"onerror=alert(1):", "#<script>alert(1)</script>", "@<script>alert(1)</script>@x.test", "&lt;script&gt;alert(1)&lt;/script&gt;",
    ];

    /// <summary>Security catalogue §7-23, §7-24</summary>
    [Theory, EachDatabase]
    public async Task No_text_of_a_notice_runs_on_a_page_or_in_the_client_API(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        foreach (var (payload, number) in Corpus.Select((p, i) => (p.Replace("\0", "", StringComparison.Ordinal), i)))
        {
            var create = scene.Peer.Create($"<p>n{number} {payload}</p>", $"/notes/{number}");
            var note = create["object"]!;
            note["summary"] = payload;
            note["contentMap"] = new JsonObject { [payload.Length > 0 ? payload : "en"] = payload };
            note["url"] = payload;
            note["tag"] = new JsonArray(
                new JsonObject { ["type"] = "Hashtag", ["name"] = "#" + payload, ["href"] = payload },
                new JsonObject { ["type"] = "Mention", ["name"] = payload, ["href"] = scene.Alice.Actor.Uri.AbsoluteUri },
                new JsonObject { ["type"] = "Emoji", ["name"] = $":{payload}:", ["icon"] = new JsonObject { ["type"] = "Image", ["url"] = payload } });
            note["attachment"] = new JsonArray(new JsonObject { ["type"] = "Image", ["mediaType"] = payload, ["url"] = $"https://x.example/{number}.png", ["name"] = payload, ["blurhash"] = payload });
            (await scene.Peer.SendAsync(scene.Server, create)).Dispose();
        }

        await scene.Server.StaysWellAsync();
        using var alice = await Visitor.SignedInAsync(scene.Server, scene.Alice);
        Assert.InRange(await ReadAllAsync(alice, "/home"), Corpus.Count / 2, Corpus.Count);
        var notices = await ReadApiAsync(scene.Alice);
        Assert.InRange(notices.Count, Corpus.Count / 2, Corpus.Count);
        foreach (var notice in notices)
            AssertHarmless(notice.Text("content"));
        foreach (var id in notices.Take(3).Select(n => n.Text("id")))
        {
            await alice.OpenAsync($"/@{scene.Peer.Address}/{id}");
            AssertHarmless(alice.Page);
        }
    }

    /// <summary>Security catalogue §7-23</summary>
    [Theory, EachDatabase]
    public async Task No_text_of_an_actor_runs_on_a_page_or_in_the_client_API(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        using var alice = await Visitor.SignedInAsync(scene.Server, scene.Alice);
        var notice = await scene.Alice.PostAsync("Hello.");
        await scene.DeliverAsync(scene.Peer.Create("<p>x</p>", "/notes/1"));
        var id = await scene.Server.AskAsync(db => db.Actors.Where(a => a.Uri == scene.Peer.ActorId).Select(a => a.Id).SingleAsync());
        foreach (var (payload, number) in Corpus.Where((_, i) => i % 8 == 0).Select((p, i) => (p.Replace("\0", "", StringComparison.Ordinal), i)))
        {
            scene.Peer.Describe = actor =>
            {
                actor["name"] = $"x {payload}";
                actor["summary"] = $"<p>{payload}</p>";
                actor["url"] = payload;
                actor["icon"] = new JsonObject { ["type"] = "Image", ["url"] = payload };
                actor["attachment"] = new JsonArray(new JsonObject { ["type"] = "PropertyValue", ["name"] = payload, ["value"] = payload });
                actor["tag"] = new JsonArray(new JsonObject { ["type"] = "Emoji", ["name"] = $":{payload}:", ["icon"] = new JsonObject { ["type"] = "Image", ["url"] = payload } });
            };
            var like = scene.Peer.Activity("Like", $"/likes/{number}", notice.Uri.AbsoluteUri);
            like["content"] = payload;
            like["tag"] = new JsonArray(new JsonObject { ["type"] = "Emoji", ["name"] = payload, ["icon"] = new JsonObject { ["type"] = "Image", ["url"] = payload } });
            (await scene.Peer.SendAsync(scene.Server, like)).Dispose();
            await scene.DeliverAsync(scene.Peer.Activity("Update", $"/updates/{number}", Announced(scene)));

            foreach (var page in new[] { $"/@{scene.Peer.Address}", "/home", $"/@alice/{notice.Id}", $"/@alice/{notice.Id}/likes", "/@alice/following" })
            {
                await alice.OpenAsync(page);
                Assert.True(alice.Status == HttpStatusCode.OK, $"{page}: {alice.Status}");
                AssertHarmless(alice.Page);
            }

            var account = await scene.Alice.GetAsync($"/api/v1/accounts/{id}");
            AssertHarmless(account.Text("note"));
            foreach (var field in account.GetProperty("fields").EnumerateArray())
                AssertHarmless(field.Text("value"));
        }
    }

    /// <summary>Security catalogue §7-23</summary>
    [Theory, EachDatabase]
    public async Task No_text_of_an_address_runs_on_the_page_that_answers_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice", Microblog.Accounts.Role.Moderator);
        using var visitor = await Visitor.SignedInAsync(server, alice);
        foreach (var payload in Corpus.Where((_, i) => i % 4 == 0).Append("<img src=x onerror=alert(1)>").Append("\"'><script>alert(1)</script>"))
        {
            var text = Uri.EscapeDataString(payload);
            foreach (var address in new[] { $"/{text}", $"/@{text}", $"/tags/{text}", $"/log?account={text}", $"/follow?name={text}", $"/sign-in?as={text}", $"/sign-in?returnUrl={text}", $"/moderation/accounts/{text}", $"/sign-in/callback/{text}?error={text}&error_description={text}&state={text}", $"/home?max_id={text}" })
            {
                await visitor.OpenAsync(address);
                Assert.True((int)visitor.Status < 500, $"{address}: {visitor.Status}");
                AssertHarmless(visitor.Page);
                Assert.Contains("default-src", string.Join(' ', visitor.Answer.Headers.TryGetValues("Content-Security-Policy", out var policies) ? policies : []), StringComparison.Ordinal);
            }
        }

        await server.AnswersAsync();
    }

    /// <summary>Security catalogue §7-27</summary>
    [Theory, EachDatabase]
    public async Task Turned_and_invisible_letters_of_a_name_stay_inside_it_and_the_host_is_shown(TestDatabase database)
    {
        await using var scene = await Scene.SetAsync(database);
        scene.Peer.Describe = actor => actor["name"] = "\u202Eecila\u2066\u200Bs\u0443st\u0435m";
        await scene.DeliverAsync(scene.Peer.Activity("Update", "/updates/1", Announced(scene)));
        await scene.DeliverAsync(scene.Peer.Create("<p>\u202Eturned</p>", "/notes/1"));
        using var alice = await Visitor.SignedInAsync(scene.Server, scene.Alice);

        foreach (var page in new[] { "/home", $"/@{scene.Peer.Address}" })
        {
            await alice.OpenAsync(page);
            var turned = alice.Page.Body!.GetDescendants().OfType<IText>().Where(t => t.Data.Contains('\u202E', StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(turned);
            Assert.All(turned, t => Assert.NotNull(t.ParentElement!.Closest("bdi,[dir=auto],option,title,textarea")));
            Assert.Contains("@" + scene.Peer.Address, alice.Words, StringComparison.Ordinal);
        }
    }

    // What it says is not believed: the actor is read from its own server.
    private static JsonObject Announced(Scene scene) => new()
    {
        ["id"] = scene.Peer.ActorId.AbsoluteUri,
        ["type"] = "Person",
        ["preferredUsername"] = "peer",
        ["inbox"] = scene.Peer.ActorId.AbsoluteUri + "/inbox",
    };

    private static async Task<int> ReadAllAsync(Visitor visitor, string page)
    {
        var notices = 0;
        for (string? next = page; next is not null;)
        {
            await visitor.OpenAsync(next);
            Assert.Equal(HttpStatusCode.OK, visitor.Status);
            AssertHarmless(visitor.Page);
            notices += visitor.Page.QuerySelectorAll(".notices article").Length;
            next = visitor.Page.QuerySelector("a[rel=next]")?.GetAttribute("href") is { } older ? new Uri(visitor.At, older).AbsoluteUri : null;
        }

        return notices;
    }

    private static async Task<IReadOnlyList<JsonElement>> ReadApiAsync(Person person)
    {
        var all = new List<JsonElement>();
        for (string? before = ""; before is not null;)
        {
            var page = (await person.GetAsync($"/api/v1/timelines/home?limit=40{before}")).EnumerateArray().ToList();
            all.AddRange(page);
            before = page.Count > 0 ? "&max_id=" + page[^1].Text("id") : null;
        }

        return all;
    }

    private static void AssertHarmless(string fragment)
    {
        var document = new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + fragment);
        Assert.Empty(document.QuerySelectorAll("script,img,form,input,style,link"));
        AssertHarmless(document);
    }

    private static void AssertHarmless(IHtmlDocument document)
    {
        Assert.Empty(document.QuerySelectorAll(Active));
        foreach (var element in document.QuerySelectorAll("*"))
        {
            foreach (var attribute in element.Attributes)
            {
                Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), element.OuterHtml);
                Assert.False(attribute.Name is "href" or "src" or "action" or "formaction" && !IsWeb(attribute.Value), element.OuterHtml);
            }
        }
    }

    private static bool IsWeb(string address) =>
        !Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is "http" or "https" or "file";
}
