using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microblog.Tests.Pages;
using Microblog.Tests.Support;

namespace Microblog.Tests.ClientApi;

public sealed class PostingDefaultsTests
{
    [Theory, EachDatabase]
    public async Task What_is_not_said_of_a_status_is_as_its_author_wants_it(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        var before = await alice.GetAsync("/api/v1/preferences");
        Assert.Equal(("public", false), (before.Text("posting:default:visibility"), before.GetProperty("posting:default:sensitive").GetBoolean()));

        var changed = await alice.SendAsync(
            HttpMethod.Patch, "/api/v1/accounts/update_credentials", ("source[privacy]", "private"), ("source[sensitive]", "true"), ("source[language]", "de"));
        using var asJson = await alice.Client.PatchAsJsonAsync(
            "/api/v1/accounts/update_credentials", new { source = new { quote_policy = "nobody" } }, TestContext.Current.CancellationToken);
        await asJson.OkAsync();

        var source = changed.GetProperty("source");
        Assert.Equal(("private", true, "de"), (source.Text("privacy"), source.GetProperty("sensitive").GetBoolean(), source.Text("language")));
        var preferences = await alice.GetAsync("/api/v1/preferences");
        Assert.Equal(
            ("private", "de", "nobody"),
            (preferences.Text("posting:default:visibility"), preferences.Text("posting:default:language"), preferences.Text("posting:default:quote_policy")));
        var silent = await alice.SendAsync(HttpMethod.Post, "/api/v1/statuses", ("status", "Hallo"));
        Assert.Equal(("private", "de", true), (silent.Text("visibility"), silent.Text("language"), silent.GetProperty("sensitive").GetBoolean()));
        var said = await alice.SendAsync(
            HttpMethod.Post, "/api/v1/statuses", ("status", "Hello"), ("visibility", "public"), ("language", "en"), ("sensitive", "false"));
        Assert.Equal(("public", "en", false), (said.Text("visibility"), said.Text("language"), said.GetProperty("sensitive").GetBoolean()));
        using var nonsense = await alice.TryAsync(HttpMethod.Patch, "/api/v1/accounts/update_credentials", ("source[privacy]", "everybody"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, nonsense.StatusCode);
    }

    [Theory, EachDatabase]
    public async Task The_page_for_it_changes_how_the_composer_begins(TestDatabase database)
    {
        await using var server = await TestServer.StartAsync(database);
        var alice = await server.SignUpAsync("alice");
        using var page = await Visitor.SignedInAsync(server, alice);
        await page.OpenAsync("/settings/posting");

        await page.SubmitAsync("/settings/posting", ("visibility", "Unlisted"), ("quotable", "Followers"), ("language", "fr"), ("sensitive", "true"));

        Assert.Contains("New notices begin so from now on", page.Words, StringComparison.Ordinal);
        await page.OpenAsync("/home");
        Assert.Equal("Unlisted", page.Page.QuerySelector<IHtmlSelectElement>("#visibility")!.Value);
        Assert.Equal("fr", (await alice.GetAsync("/api/v1/preferences")).Text("posting:default:language"));
        await page.PostFilesAsync("/notices", new() { { new StringContent("Bonjour"), "text" } });
        Assert.Equal("fr", (await alice.GetAsync("/api/v1/timelines/home"))[0].Text("language"));

        await page.OpenAsync("/settings/posting");
        await page.SubmitAsync("/settings/posting", ("language", "no such thing!"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("no such thing!", page.Page.QuerySelector<IHtmlInputElement>("#language")!.Value);
    }
}
