using System.Net;
using System.Text.Json;
using Microblog.Wikis;

namespace Microblog.Tests.Wikis;

/// <summary>The demo wiki as MediaWiki would be, seen from outside.</summary>
public sealed class DemoWikiTests(RunningDemoWiki wiki) : IClassFixture<RunningDemoWiki>
{
    private const string Query = "action=query&format=json&formatversion=2&";

    [Fact]
    public async Task Without_an_action_the_api_answers_html()
    {
        using var browser = wiki.OpenBrowser();

        await browser.GoToAsync(new Uri(wiki.Address, "/demo-wiki/api.php"));

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal("text/html", browser.LastAnswer!.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("action=delete&format=json&formatversion=2", "badvalue")]
    [InlineData(Query + "list=nonsense", "badvalue")]
    [InlineData(Query + "list=users&ususerids=x", "badinteger")]
    [InlineData(Query + "list=users&ususerids=1&ususers=Editor", "invalidparammix")]
    [InlineData(Query + "list=logevents&lelimit=501", "badinteger")]
    [InlineData(Query + "list=logevents&lecontinue=x", "badcontinue")]
    public async Task Errors_come_with_200(string query, string code)
    {
        using var browser = wiki.OpenBrowser();

        await browser.GoToAsync(Api(query));

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Equal(code, browser.LastAnswer!.Headers.GetValues("MediaWiki-API-Error").Single());
        Assert.Equal(code, Json(browser).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Fifty_one_values_are_too_many()
    {
        using var browser = wiki.OpenBrowser();

        await browser.GoToAsync(Api(Query + "list=users&ususerids=" + string.Join('|', Enumerable.Range(1, 51))));

        Assert.Equal(50, Json(browser).GetProperty("error").GetProperty("limit").GetInt32());
    }

    [Fact]
    public async Task Invalid_names_come_first_and_names_are_cleaned()
    {
        using var browser = wiki.OpenBrowser();

        await browser.GoToAsync(Api(Query + "list=users&ususers=editor|Foo%23bar|_Sysop_|Nobody"));

        var names = Json(browser).GetProperty("query").GetProperty("users").EnumerateArray().Select(u => u.GetProperty("name").GetString());
        Assert.Equal(["Foo#bar", "Editor", "Sysop", "Nobody"], names);
    }

    [Fact]
    public async Task Each_change_is_logged_as_MediaWiki_logs_it()
    {
        await using var own = new RunningDemoWiki();
        await own.InitializeAsync();
        own.State.Unblock("Blocked");
        own.Clock.Now += TimeSpan.FromHours(1);
        var start = Uri.EscapeDataString(own.Clock.Now.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        own.State.Block("Editor", "Cool <down>", own.Clock.Now.AddDays(1));
        own.State.Block("Editor", "Pages", isPartial: true);
        own.State.Unblock("Editor");
        own.State.Confirm("Newcomer");
        own.State.Rename("Editor", "Author");
        own.State.Hide("Author");
        own.State.SetEdits("Newcomer", 500);
        using var browser = own.OpenBrowser();

        await browser.GoToAsync(new Uri(own.Address, $"/demo-wiki/api.php?{Query}list=logevents&ledir=newer&lelimit=max&lestart={start}"));

        var rows = Json(browser).GetProperty("query").GetProperty("logevents").EnumerateArray().ToArray();
        Assert.Equal(
            ["block/block User:Editor", "block/reblock User:Editor", "block/unblock User:Editor", "rights/rights User:Newcomer", "renameuser/renameuser User:Editor"],
            rows.Select(r => $"{r.GetProperty("type")}/{r.GetProperty("action")} {r.GetProperty("title")}"));
        Assert.Equal("2026-11-23T01:52:45Z", rows[0].GetProperty("params").GetProperty("expiry").GetString());
        Assert.Equal("infinity", rows[1].GetProperty("params").GetProperty("duration").GetString());
        Assert.False(rows[1].GetProperty("params").GetProperty("sitewide").GetBoolean());
        Assert.Equal("confirmed", rows[3].GetProperty("params").GetProperty("newgroups")[0].GetString());
        Assert.Equal("Author", rows[4].GetProperty("params").GetProperty("newuser").GetString());
    }

    [Fact]
    public async Task The_log_is_read_by_type_and_in_pages()
    {
        await using var own = new RunningDemoWiki();
        await own.InitializeAsync();
        foreach (var name in new[] { "Editor", "Newcomer", "Sysop" })
            own.State.Block(name, "One of many");
        using var browser = own.OpenBrowser();
        var titles = new List<string?>();
        var goOn = "";
        do
        {
            await browser.GoToAsync(new Uri(own.Address, $"/demo-wiki/api.php?{Query}list=logevents&letype=block&ledir=newer&lelimit=2{goOn}"));
            titles.AddRange(Json(browser).GetProperty("query").GetProperty("logevents").EnumerateArray().Select(r => r.GetProperty("title").GetString()));
            goOn = Json(browser).TryGetProperty("continue", out var more) ? "&lecontinue=" + more.GetProperty("lecontinue").GetString() : null;
        }
        while (goOn is not null);

        Assert.Equal(["User:Blocked", "User:Editor", "User:Newcomer", "User:Sysop"], titles);
    }

    [Fact]
    public async Task It_says_what_it_is()
    {
        using var browser = wiki.OpenBrowser();

        await browser.GoToAsync(Api(Query + "meta=siteinfo&siprop=general|namespaces|extensions"));

        var query = Json(browser).GetProperty("query");
        Assert.Equal("/demo-wiki/wiki/$1", query.GetProperty("general").GetProperty("articlepath").GetString());
        Assert.Equal("OAuth", query.GetProperty("extensions")[0].GetProperty("name").GetString());
        Assert.Equal("User", query.GetProperty("namespaces").GetProperty("2").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("/demo-wiki/", HttpStatusCode.OK)]
    [InlineData("/demo-wiki/wiki/User:Editor", HttpStatusCode.OK)]
    [InlineData("/demo-wiki/wiki/Special:UserLogin", HttpStatusCode.OK)]
    [InlineData("/demo-wiki/wiki/User:Hidden", HttpStatusCode.NotFound)]
    [InlineData("/demo-wiki/wiki/User:%3Cscript%3E", HttpStatusCode.NotFound)]
    public async Task Pages_say_that_this_is_a_demonstration_and_run_no_script(string path, HttpStatusCode status)
    {
        using var browser = wiki.OpenBrowser();

        await browser.GoToAsync(new Uri(wiki.Address, path));

        Assert.Equal(status, browser.Status);
        Assert.Contains("demonstration wiki", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", browser.Page, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("default-src 'none'; style-src 'self'", browser.LastAnswer!.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_and_reasons_are_text_on_pages()
    {
        wiki.State.Add("\"Quoted\" & Co");
        wiki.State.Block("\"Quoted\" & Co", "<img src=x onerror=alert(1)>");
        using var browser = wiki.OpenBrowser();

        await browser.GoToAsync(wiki.Settings.PageAddress("User:\"Quoted\" & Co"));

        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("&quot;Quoted&quot; &amp; Co", browser.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", browser.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/demo-wiki/\\evil.example")]
    [InlineData("/sign-out")]
    [InlineData("/demo-wiki/%0d%0aX-Evil:1")]
    public async Task Logging_in_leads_nowhere_else(string returnTo)
    {
        using var browser = wiki.OpenBrowser();
        var encoded = returnTo.Contains('%', StringComparison.Ordinal) ? returnTo : Uri.EscapeDataString(returnTo);
        await browser.GoToAsync(new Uri(wiki.Address, "/demo-wiki/wiki/Special:UserLogin?returnto=" + encoded));

        await browser.LogInAsync("editor");

        Assert.Equal("/demo-wiki/", browser.At.AbsolutePath);
        Assert.Contains("logged in as Editor", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_in_form_from_somewhere_else_does_nothing()
    {
        using var browser = wiki.OpenBrowser();
        await browser.GoToAsync(new Uri(wiki.Address, "/demo-wiki/wiki/Special:UserLogin"));

        await browser.SubmitAsync(("token", "forged"), ("name", "Editor"), ("password", "demo"));
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);

        await browser.LogInAsync("Editor", "wrong");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
    }

    [Fact]
    public async Task A_consent_from_somewhere_else_does_nothing()
    {
        wiki.State.Add("Victim");
        using var browser = wiki.OpenBrowser();
        await browser.GoToAsync(WikiOAuth.AuthorizeUrl(wiki.Settings, wiki.Callback, "s", WikiOAuth.NewVerifier()));
        await browser.LogInAsync("Victim");

        await browser.SubmitAsync(("token", "forged"), ("accept", "1"));

        Assert.Null(browser.CameBackWith);
        Assert.Contains("Allow", browser.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logging_out_ends_the_session()
    {
        using var browser = wiki.OpenBrowser();
        await browser.GoToAsync(new Uri(wiki.Address, "/demo-wiki/wiki/Special:UserLogin"));
        await browser.LogInAsync("Editor");
        var cookie = browser.Cookies();

        await browser.SubmitAsync();

        Assert.Contains("not logged in", browser.Page, StringComparison.Ordinal);
        Assert.NotEqual(cookie, browser.Cookies());
    }

    [Fact]
    public async Task The_session_cookie_stays_on_the_wiki()
    {
        using var browser = wiki.OpenBrowser();

        await browser.GoToAsync(new Uri(wiki.Address, "/demo-wiki/wiki/Special:UserLogin"));

        var cookie = browser.LastAnswer!.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("path=/demo-wiki", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_token_endpoint_takes_forms_only()
    {
        using var client = new HttpClient();
        using var json = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");

        using var answer = await client.PostAsync(
            new Uri(wiki.Address, "/demo-wiki/rest.php/oauth2/access_token"), json, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer garbage")]
    [InlineData("Basic Z2FyYmFnZQ==")]
    public async Task The_profile_opens_to_tokens_only(string? authorization)
    {
        using var client = new HttpClient();
        if (authorization is not null)
            client.DefaultRequestHeaders.Add("Authorization", authorization);

        using var answer = await client.GetAsync(
            new Uri(wiki.Address, "/demo-wiki/rest.php/oauth2/resource/profile"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("access_denied", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private Uri Api(string query) => new(wiki.Address, "/demo-wiki/api.php?" + query);

    private static JsonElement Json(DemoBrowser browser)
    {
        using var json = JsonDocument.Parse(browser.Page);
        return json.RootElement.Clone();
    }
}
